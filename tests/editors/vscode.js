// Works with the server in VS Code: node vscode.js OUT_DIR. The workbench is open at URL, on a folder whose file FILE
// defines ROUTER, a router that is served below PREFIX. Each line says what was seen and when; exits 1 if one is missing.
const { chromium } = require('playwright-core');
const { URL: url, FILE: file, ROUTER: router, PREFIX: prefix } = process.env;
const out = process.argv[2] || '.';
const start = Date.now();
let failed = 0;

const seen = (what, holds, detail) => {
  if (!holds) failed += 1;
  console.log(`${((Date.now() - start) / 1000).toFixed(1)}s ${holds ? 'ok' : 'MISSING'} ${what}${detail ? `: ${detail}` : ''}`);
};
const plain = (text) => text.replace(/\u00a0/g, ' ');

const planted = `\n\n@${router}.get("/planted/{user_id}")\ndef read_planted(userid: int):\n    return userid\n`;

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(15000);
  const shot = (name) => page.screenshot({ path: `${out}/vscode-${name}.png` });
  const rows = async (selector) => (await page.locator(selector).allInnerTexts()).map((text) => plain(text).replace(/\s+/g, ' '));
  const within = async (what, seconds, ask) => {
    const until = Date.now() + seconds * 1000;
    let last;
    do {
      last = await ask();
      if (last) break;
      await page.waitForTimeout(100);
    } while (Date.now() < until);
    seen(what, Boolean(last), typeof last === 'string' ? last : '');
    return last;
  };
  const editor = async () => plain((await page.locator('.monaco-editor .view-line').allInnerTexts()).join('\n'));
  const open = async (keys, text) => {
    await page.keyboard.press(keys);
    await page.waitForSelector('.quick-input-widget input', { timeout: 10000 });
    await page.keyboard.insertText(text);
  };
  const listed = (what, piece) =>
    within(what, 20, async () => (await rows('.quick-input-list .monaco-list-row')).find((row) => row.includes(piece)));

  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.waitForSelector('.monaco-workbench', { timeout: 90000 });
  await page.waitForTimeout(3000);
  await open('Control+p', file);
  await listed('the file is offered', file.split('/').pop());
  await page.keyboard.press('Enter');
  await page.waitForSelector('.monaco-editor .view-line', { timeout: 60000 });

  await within('lenses of the file', 90, async () => (await rows('.codelens-decoration')).find((text) => text.includes(prefix)) || (await rows('.codelens-decoration'))[0]);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(planted);
  await within('a squiggle under the planted mistake', 20, async () => (await page.locator('.squiggly-error').count()) > 0);
  await page.keyboard.press('Control+Shift+M');
  await within('the problem is listed', 10, async () => (await rows('.markers-panel .monaco-list-row')).find((row) => row.includes('path-param-name-mismatch')));
  await shot('1-problem');
  // The panel covers the end of the file.
  await page.keyboard.press('Control+j');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+End');

  const line = page.locator('.monaco-editor .view-line', { hasText: 'read_planted' });
  const name = async () => {
    const box = await line.last().locator('span', { hasText: 'read_planted' }).last().boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const hover = async (what, piece) => {
    await page.mouse.move(...(await name()));
    await within(what, 10, async () => (await rows('.monaco-hover-content')).find((text) => text.includes(piece)));
  };
  await hover('a card on the handler', `GET ${prefix}/planted/{user_id}`);
  seen('the card names files as they are', !(await rows('.monaco-hover-content')).join().includes('/init.py'));
  await shot('2-hover');

  // A click might hit the lens above the line.
  const to = async (piece) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+End');
    const lines = planted.split('\n');
    const row = lines.findIndex((one) => one.includes(piece));
    for (let up = lines.length - 1; up > row; up -= 1) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    for (let column = lines[row].indexOf(piece) + 1; column > 0; column -= 1) await page.keyboard.press('ArrowRight');
  };
  await to('{user_id}');
  await page.keyboard.press('Control+.');
  const offered = page.locator('.action-widget .monaco-list-row', { hasText: 'Rename `user_id` in the path to `userid`' });
  await within('the fix is offered', 15, async () => (await offered.count()) > 0);
  await shot('3-fix');
  if (await offered.count()) await offered.first().click();
  await within('the fix is made', 10, async () => (await editor()).includes('"/planted/{userid}"'));
  await within('the squiggle goes', 10, async () => (await page.locator('.squiggly-error').count()) === 0);
  await hover('the card has the new path', `GET ${prefix}/planted/{userid}`);
  await within('the lens has the new path', 20, async () => (await rows('.codelens-decoration')).find((text) => text.includes('/planted/{userid}')));

  await to('read_planted');
  await page.keyboard.press('F12');
  await open('Control+Shift+o', '');
  await listed('the route is a symbol of the file', `GET ${prefix}/planted/{userid}`);
  await shot('4-symbols');
  await page.keyboard.press('Escape');
  await open('Control+t', 'planted');
  await listed('the route is a symbol of the workspace', `GET ${prefix}/planted/{userid}`);
  await page.keyboard.press('Escape');

  await to('read_planted');
  await page.keyboard.press('Control+z');
  await within('the mistake is told again when the fix is undone', 10, async () => (await page.locator('.squiggly-error').count()) > 0);
  await shot('5-end');
  await browser.close();
  console.log(failed ? `${failed} missing` : 'all seen');
  process.exit(failed ? 1 : 0);
})().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
