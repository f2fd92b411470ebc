-- Ten minutes of work in Neovim, at typing speed: mixed edits, with questions in between, each answer compared with that
-- of a server which is started on the same text. Set WORKSPACE, FILES (relative, blanks between), SERVER, EDITS and SEED.
local root, server = os.getenv('WORKSPACE'), vim.split(os.getenv('SERVER'), ' ')
local files, edits = vim.split(os.getenv('FILES'), ' '), tonumber(os.getenv('EDITS') or 200)
local seed, pause = tonumber(os.getenv('SEED') or 1), tonumber(os.getenv('PAUSE') or 30)
-- Without the flag, Neovim keeps changes of other documents than the one that is asked about to itself for a while.
local config = { name = 'wayline', cmd = server, root_dir = root, flags = { debounce_text_changes = 0 } }
local late, wrong, asked, slowest = 0, 0, 0, 0
local took = {}

local function random(below)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return math.floor(seed / 65536) % below
end

local function start(name)
  local id = assert(vim.lsp.start_client(vim.tbl_extend('force', config, { name = name })))
  assert(vim.wait(30000, function() return vim.lsp.get_client_by_id(id).initialized end, 5), 'no server')
  return vim.lsp.get_client_by_id(id)
end

local function ask(client, buffer, method, params)
  local from = vim.uv.hrtime()
  local answer = client.request_sync(method, params, 20000, buffer)
  local ms = (vim.uv.hrtime() - from) / 1e6
  if answer and answer.err and answer.err.code == -32801 then return ask(client, buffer, method, params) end
  return answer and (answer.result or answer.err and { error = answer.err } or vim.NIL), ms
end

-- What depends on the order in which something is found is brought into one order.
local function plain(value)
  if type(value) ~= 'table' then return value end
  local copy = {}
  for key, one in pairs(value) do
    if key ~= 'data' and key ~= 'version' then copy[key] = plain(one) end
  end
  return copy
end

local function questions(buffer)
  local uri = vim.uri_from_bufnr(buffer)
  local line = random(vim.api.nvim_buf_line_count(buffer))
  local text = vim.api.nvim_buf_get_lines(buffer, line, line + 1, true)[1]
  local at = { textDocument = { uri = uri }, position = { line = line, character = random(#text + 1) } }
  local document = { textDocument = { uri = uri } }
  local whole = { start = { line = 0, character = 0 }, ['end'] = { line = 100000, character = 0 } }
  local all = {
    { 'textDocument/hover', at },
    { 'textDocument/definition', at },
    { 'textDocument/references', vim.tbl_extend('force', at, { context = { includeDeclaration = true } }) },
    { 'textDocument/completion', at },
    { 'textDocument/documentHighlight', at },
    { 'textDocument/documentSymbol', document },
    { 'textDocument/codeLens', document },
    { 'textDocument/inlayHint', { textDocument = { uri = uri }, range = whole } },
    { 'textDocument/codeAction', { textDocument = { uri = uri }, range = whole, context = { diagnostics = {} } } },
    { 'workspace/symbol', { query = ({ 'get', 'users', 'api' })[random(3) + 1] } },
  }
  return all[random(#all) + 1]
end

local pieces = {
  py = { '', 'x', '(', ')', "'", '\n', '# ', '/more', '{id}', '😀', 'router', 'def f(): ...\n', '@router.get("/typed/{a}")\ndef typed(b: int): ...\n' },
  rs = { '', 'x', '(', ')', '"', '\n', '// ', '/more', '{id}', '😀', '{', '}', ';', '!', 'Router::new()', 'fn f() {}\n', '.route("/typed/{a}", axum::routing::get(typed))' },
}

local originals, buffers = {}, {}
for _, file in ipairs(files) do
  vim.cmd.edit(root .. '/' .. file)
  local buffer = vim.api.nvim_get_current_buf()
  table.insert(buffers, buffer)
  originals[buffer] = vim.api.nvim_buf_get_lines(buffer, 0, -1, true)
end

local function edit(buffer)
  local count = vim.api.nvim_buf_line_count(buffer)
  local kind = random(8)
  if kind == 0 then
    vim.api.nvim_buf_set_lines(buffer, 0, -1, true, originals[buffer])
  elseif kind == 1 and count > 1 then
    local line = random(count)
    vim.api.nvim_buf_set_lines(buffer, line, line + 1, true, {})
  elseif kind == 2 then
    local line = random(count)
    vim.api.nvim_buf_set_lines(buffer, line, line, true, vim.api.nvim_buf_get_lines(buffer, line, line + 1, true))
  else
    local line = random(count)
    local own = pieces[vim.api.nvim_buf_get_name(buffer):match('%a+$')]
    local text = vim.api.nvim_buf_get_lines(buffer, line, line + 1, true)[1]
    -- Between characters, not bytes.
    local at = vim.str_byteindex(text, random(vim.str_utfindex(text) + 1))
    local to = kind == 3 and at or vim.str_byteindex(text, math.min(vim.str_utfindex(text), vim.str_utfindex(text, at) + random(3)))
    vim.api.nvim_buf_set_text(buffer, line, at, line, to, vim.split(own[random(#own) + 1], '\n'))
  end
end

local client = start('wayline')
for _, buffer in ipairs(buffers) do vim.lsp.buf_attach_client(buffer, client.id) end

-- Leaves the texts where SEEN says, for somebody to look at.
local function keep()
  local folder = os.getenv('SEEN')
  if not folder then return end
  for _, buffer in ipairs(buffers) do
    local path = folder .. vim.api.nvim_buf_get_name(buffer):sub(#root + 1)
    vim.fn.mkdir(vim.fs.dirname(path), 'p')
    vim.fn.writefile(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), path)
  end
end

local function diagnostics(of)
  local found = {}
  for _, buffer in ipairs(buffers) do
    for _, one in ipairs(vim.diagnostic.get(buffer, { namespace = vim.lsp.diagnostic.get_namespace(of.id) })) do
      table.insert(found, ('%s:%d:%d %s %s'):format(vim.api.nvim_buf_get_name(buffer), one.lnum, one.col, one.code, one.message))
    end
  end
  table.sort(found)
  return found
end

-- Asks a server that has seen nothing but the texts as they are.
local function compare(question, buffer, answer, step)
  local fresh = start('fresh')
  for _, one in ipairs(buffers) do vim.lsp.buf_attach_client(one, fresh.id) end
  local expected = ask(fresh, buffer, question[1], question[2])
  if not vim.deep_equal(plain(answer), plain(expected)) then
    wrong = wrong + 1
    keep()
    print(('\nWRONG after edit %d: %s %s\n  answered %s\n  expected %s'):format(step, question[1], vim.json.encode(question[2]), vim.inspect(answer), vim.inspect(expected)))
  end
  local same = function() return vim.deep_equal(diagnostics(client), diagnostics(fresh)) end
  if not vim.wait(5000, same, 10) then
    wrong = wrong + 1
    keep()
    print(('\nWRONG diagnostics after edit %d\n  told %s\n  expected %s'):format(step, vim.inspect(diagnostics(client)), vim.inspect(diagnostics(fresh))))
  end
  fresh.stop()
  vim.wait(3000, function() return fresh.is_stopped() end, 5)
end

for step = 1, edits do
  local buffer = buffers[random(#buffers) + 1]
  vim.api.nvim_set_current_buf(buffer)
  edit(buffer)
  vim.wait(random(pause) + 1)
  if random(3) == 0 then
    local question = questions(buffer)
    local answer, ms = ask(client, buffer, question[1], question[2])
    asked = asked + 1
    if answer == nil then
      late = late + 1
      print(('\nLATE after edit %d: %s'):format(step, question[1]))
    else
      table.insert(took, ms)
      slowest = math.max(slowest, ms)
      compare(question, buffer, answer, step)
    end
  end
end
table.sort(took)
print(('\n%d edits, %d answers compared with those of fresh servers, %d wrong, %d late; median %.1f ms, slowest %.1f ms, encoding %s'):format(
  edits, asked, wrong, late, took[math.ceil(#took / 2)] or 0, slowest, client.offset_encoding))
vim.cmd(wrong + late == 0 and 'qa!' or 'cq')
