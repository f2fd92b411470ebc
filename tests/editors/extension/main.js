const { LanguageClient, TransportKind } = require('vscode-languageclient/node');
let client;
exports.activate = async () => {
  const command = process.env.WAYLINE || 'wayline';
  client = new LanguageClient('wayline', 'Wayline', { command, args: ['lsp'], transport: TransportKind.stdio }, { documentSelector: [{ scheme: 'file', language: 'python' }] });
  await client.start();
};
exports.deactivate = () => client && client.stop();
