// Drives a language server with the client's half of the protocol as Visual Studio Code has it: vscode-jsonrpc,
// vscode-languageserver-protocol, and vscode-languageserver-textdocument for positions and edits.
//
// Each line of standard input is a JSON object with `op` and its arguments; each gets one line with `result` or `error`.
// A place in a document is given by text that it has once, with the cursor at `|`.

const { spawn } = require("node:child_process");
const { createInterface } = require("node:readline");
const protocol = require("vscode-languageserver-protocol/node");
const { TextDocument } = require("vscode-languageserver-textdocument");

const PATIENCE = 15_000;
const [command, ...words] = process.argv.slice(2);
const server = spawn(command, words, { stdio: ["pipe", "pipe", "inherit"] });
const connection = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout),
  new protocol.StreamMessageWriter(server.stdin),
);
const documents = new Map();
const published = new Map();
const waiting = new Map();
const messages = [];

connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
  published.set(params.uri, [...(published.get(params.uri) ?? []), params]);
  for (const wake of waiting.get(params.uri) ?? []) wake();
});
connection.onNotification(protocol.ShowMessageNotification.type, (params) => messages.push(params.message));
connection.listen();

function offset(document, at) {
  const text = document.getText();
  const found = at.replace("|", "");
  const index = text.indexOf(found);
  if (index < 0 || text.indexOf(found, index + 1) >= 0) throw new Error(`not there once: ${found}`);
  return index + at.indexOf("|");
}

const position = (document, at) => document.positionAt(offset(document, at));
const about = (uri) => ({ textDocument: { uri } });

async function until(uri, isDone) {
  while (!(published.get(uri) ?? []).some(isDone)) {
    await new Promise((wake, fail) => {
      waiting.set(uri, [...(waiting.get(uri) ?? []), wake]);
      setTimeout(() => fail(new Error("nothing is said of this version")), PATIENCE).unref();
    });
    waiting.delete(uri);
  }
  return published.get(uri).filter(isDone).at(-1);
}

function applied(edit, uri) {
  const edits = (edit.documentChanges ?? []).filter((each) => each.textDocument.uri === uri);
  for (const each of edits) {
    if (each.textDocument.version !== documents.get(uri).version) throw new Error("an edit of another version");
  }
  return TextDocument.applyEdits(documents.get(uri), edits.flatMap((each) => each.edits));
}

const operations = {
  async initialize({ resolves = true, encodings }) {
    const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } } };
    if (resolves) codeAction.resolveSupport = { properties: ["edit"] };
    const capabilities = {
      general: encodings ? { positionEncodings: encodings } : {},
      workspace: { workspaceEdit: { documentChanges: true } },
      textDocument: { publishDiagnostics: { versionSupport: true }, codeAction },
    };
    const params = { processId: process.pid, rootUri: null, capabilities };
    const answer = await connection.sendRequest(protocol.InitializeRequest.type, params);
    await connection.sendNotification(protocol.InitializedNotification.type, {});
    return answer;
  },
  async open({ uri, text }) {
    documents.set(uri, TextDocument.create(uri, "yaml", 1, text));
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument });
  },
  // Each change is sent by itself, as keys are pressed.
  async change({ uri, changes }) {
    for (const [before, after] of changes) {
      const document = documents.get(uri);
      const start = before === null ? 0 : offset(document, `|${before}`);
      const end = before === null ? document.getText().length : start + before.length;
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      const contentChanges = [before === null ? { text: after } : { range, text: after }];
      TextDocument.update(document, contentChanges, document.version + 1);
      const textDocument = { uri, version: document.version };
      await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
    }
    return documents.get(uri).getText();
  },
  async save({ uri }) {
    await connection.sendNotification(protocol.DidSaveTextDocumentNotification.type, about(uri));
  },
  async close({ uri }) {
    await connection.sendNotification(protocol.DidCloseTextDocumentNotification.type, about(uri));
    documents.delete(uri);
  },
  // What is said of the document's present version, with the text that each range covers.
  async diagnostics({ uri }) {
    const document = documents.get(uri);
    const found = await until(uri, (each) => each.version === document.version);
    return found.diagnostics.map((each) => ({ ...each, text: document.getText(each.range) }));
  },
  // Everything that has been said of a document so far: how often, and how much the last time.
  async said({ uri }) {
    const all = published.get(uri) ?? [];
    return { times: all.length, last: all.at(-1)?.diagnostics.length ?? 0 };
  },
  async hover({ uri, at }) {
    const params = { ...about(uri), position: position(documents.get(uri), at) };
    const found = await connection.sendRequest(protocol.HoverRequest.type, params);
    return found && found.contents.value;
  },
  // The labels that are offered, and the text that each makes of the document.
  async complete({ uri, at }) {
    const document = documents.get(uri);
    const params = { ...about(uri), position: position(document, at) };
    const items = await connection.sendRequest(protocol.CompletionRequest.type, params);
    return Object.fromEntries(items.map((each) => [each.label, TextDocument.applyEdits(document, [each.textEdit])]));
  },
  async actions({ uri, at, only }) {
    const document = documents.get(uri);
    const place = position(document, at);
    const context = { diagnostics: [], ...(only ? { only } : {}) };
    const params = { ...about(uri), range: { start: place, end: place }, context };
    const offered = await connection.sendRequest(protocol.CodeActionRequest.type, params);
    const made = [];
    for (const each of offered) {
      const whole = each.edit ? each : await connection.sendRequest(protocol.CodeActionResolveRequest.type, each);
      const { title, kind, isPreferred = false } = whole;
      made.push({ title, kind, isPreferred, eager: Boolean(each.edit), text: whole.edit && applied(whole.edit, uri) });
    }
    return made;
  },
  // How often the server completes before it answers a question for which it must look at the whole document anew.
  async answers({ uri, at }) {
    let times = 0;
    let isAnswered = false;
    const question = operations.hover({ uri, at }).then(() => (isAnswered = true));
    while (!isAnswered) {
      await operations.complete({ uri, at });
      times += 1;
    }
    await question;
    return times;
  },
  async messages() {
    return messages;
  },
  async exit() {
    const ended = new Promise((resolve) => server.on("exit", resolve));
    await connection.sendRequest(protocol.ShutdownRequest.type);
    await connection.sendNotification(protocol.ExitNotification.type);
    return ended;
  },
};

const answer = (said) => process.stdout.write(`${JSON.stringify(said)}\n`);
let last = Promise.resolve();
createInterface({ input: process.stdin }).on("line", (line) => {
  const { op, ...given } = JSON.parse(line);
  last = last.then(() => operations[op](given)).then(
    (result) => answer({ result: result ?? null }),
    (error) => answer({ error: String(error.stack ?? error) }),
  );
}).on("close", () => server.kill());
