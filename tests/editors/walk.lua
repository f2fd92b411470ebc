-- What somebody does in a Rust service, step by step, and what the editor must show then. Set WORKSPACE (a copy of the
-- bundled shop) and SERVER. Each line says what was seen and after how many milliseconds; leaves with 1 if one is missing.
local root, server = os.getenv('WORKSPACE'), vim.split(os.getenv('SERVER'), ' ')
local routes, tests = 'payments/src/routes/payments.rs', 'payments/tests/api.rs'
local missing = 0

local function seen(what, holds, detail, since)
  if not holds then missing = missing + 1 end
  local after = since and ('%5.0f ms '):format((vim.uv.hrtime() - since) / 1e6) or '         '
  print(('%s%s %s%s'):format(after, holds and 'ok     ' or 'MISSING', what, (not holds and detail) and ': ' .. vim.inspect(detail) or ''))
end

-- Asks until the answer holds.
local function within(what, ask)
  local since, last = vim.uv.hrtime(), nil
  local holds = vim.wait(10000, function()
    local good
    good, last = ask()
    return good
  end, 2)
  seen(what, holds, last, since)
end

local function open(file)
  vim.cmd.edit(root .. '/' .. file)
  return vim.api.nvim_get_current_buf()
end

local config = { name = 'wayline', cmd = server, root_dir = root, flags = { debounce_text_changes = 0 } }
local client = vim.lsp.get_client_by_id(assert(vim.lsp.start_client(config)))
assert(vim.wait(30000, function() return client.initialized end, 5), 'no server')
local function opened(file)
  local buffer = open(file)
  vim.lsp.buf_attach_client(buffer, client.id)
  return buffer
end

-- The place of the character behind `before` in the first line that has `before .. behind`.
local function place(buffer, before, behind)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, true)) do
    local start = line:find(before .. behind, 1, true)
    if start then return row - 1, start - 1 + #before end
  end
  error('no ' .. before .. behind)
end

local function ask(buffer, method, before, behind, more)
  local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
  if before then
    local row, column = place(buffer, before, behind)
    params.position = { line = row, character = column }
  end
  local answer = client.request_sync(method, vim.tbl_extend('force', params, more or {}), 10000, buffer)
  return answer and answer.result or {}
end

-- Types a text, character by character, a bit faster than anybody does.
local function type_at(buffer, row, column, text)
  for character in text:gmatch('.') do
    vim.api.nvim_buf_set_text(buffer, row, column, row, column, character == '\n' and { '', '' } or { character })
    if character == '\n' then row, column = row + 1, 0 else column = column + 1 end
    vim.wait(15)
  end
end

local function told(buffer)
  return vim.tbl_map(function(one) return ('%d:%d %s'):format(one.lnum + 1, one.col + 1, one.code) end, vim.diagnostic.get(buffer))
end

local function has(texts, piece)
  return vim.iter(texts):any(function(text) return text:find(piece, 1, true) ~= nil end)
end

local function names(symbols)
  return vim.tbl_map(function(symbol) return symbol.name end, symbols)
end

-- Where each location leads, as `file:line text of the line`.
local function targets(locations)
  locations = (locations.uri or locations.targetUri) and { locations } or locations
  return vim.tbl_map(function(location)
    local path = vim.uri_to_fname(location.uri or location.targetUri)
    local line = (location.range or location.targetSelectionRange).start.line
    return ('%s:%d %s'):format(path:sub(#root + 2), line + 1, vim.fn.readfile(path)[line + 1])
  end, locations)
end

local buffer = opened(routes)
within('symbols are the routes of the file by their full paths', function()
  local found = names(ask(buffer, 'textDocument/documentSymbol'))
  return #found == 4 and has(found, 'POST /v1/payments/{payment_id}/capture'), found
end)
seen('nothing is wrong with it', #told(buffer) == 0, told(buffer))

local function card(name)
  local contents = ask(buffer, 'textDocument/hover', name, '(').contents
  return contents and contents.value or ''
end
local function shows(what, name, pieces)
  within(what, function()
    local text, from = card(name), 1
    for _, piece in ipairs(pieces) do
      local _, to = text:find(piece, from, true)
      if not to then return false, text end
      from = to
    end
    return true
  end)
end
shows('the card of a handler has its path, its layers in run order and its inputs', 'read_payment', {
  'GET `/v1/payments/{payment_id}`',
  '`TraceLayer::new_for_http` → `TimeoutLayer::with_status_code` → `RequestBodyLimitLayer::new`',
  '| path | `payment_id` | `Path<u64>` | required |',
  'Auth: **required**',
})
shows('a query is named field by field', 'list_payments', { '| query | `status` |', '| query | `limit` |' })

-- A parameter as axum wrote it before 0.8.
local row, column = place(buffer, '', '.route("/{payment_id}/capture"')
type_at(buffer, row, column, '.route("/:payment_id/receipt", get(read_payment))\n        ')
within('a path in the old spelling is told of', function() return has(told(buffer), 'malformed-path'), told(buffer) end)
vim.api.nvim_win_set_cursor(0, { row + 1, column + 12 })
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.kind == 'quickfix' and has({ action.title }, '{payment_id}') end })
within('its fix is made', function()
  local line = vim.api.nvim_buf_get_lines(buffer, row, row + 1, true)[1]
  return has({ line }, '"/{payment_id}/receipt"'), line
end)
within('and nothing is wrong any more', function() return #told(buffer) == 0, told(buffer) end)
shows('the card has both paths', 'read_payment', { 'GET `/v1/payments/{payment_id}`', 'GET `/v1/payments/{payment_id}/receipt`' })

-- What compiles and answers every request with 500, in a line that is not finished for a while.
row, column = place(buffer, '.route("/{payment_id}/receipt", get(read_payment))', '')
type_at(buffer, row, column, '\n        .route("/{payment_id}/parts/{part}", get(read_payment))')
within('a handler that takes too few values of a path is told of', function() return has(told(buffer), 'path-params-mismatch'), told(buffer) end)
vim.api.nvim_buf_set_lines(buffer, row, row + 2, true, {})
within('and no more when the line is taken back', function() return #told(buffer) == 0, told(buffer) end)
vim.cmd('silent write')

local api = opened(tests)
within('a path in a test leads to the handler', function()
  local found = targets(ask(api, 'textDocument/definition', '"/v1/payments/1/', 'capture"'))
  return #found == 1 and has(found, routes) and has(found, 'async fn capture_payment('), found
end)
within('and so does one with a hole, where it is asked for', function()
  local found = targets(ask(api, 'textDocument/definition', 'Method::GET, &pa', 'th, MERCHANT'))
  return has(found, 'async fn read_payment('), found
end)
within('the handler leads back to where it is registered, and to its tests', function()
  local found = targets(ask(buffer, 'textDocument/references', 'async fn capture', '_payment(', { context = { includeDeclaration = true } }))
  return has(found, 'post(capture_payment)') and has(found, tests .. ':81 '), found
end)
within('a function that is registered leads to its definition', function()
  local found = targets(ask(buffer, 'textDocument/definition', 'post(capture', '_payment)'))
  return has(found, 'async fn capture_payment('), found
end)
within('hints say the full paths', function()
  local whole = { start = { line = 0, character = 0 }, ['end'] = { line = 1000, character = 0 } }
  local found = vim.tbl_map(function(hint) return hint.label end, ask(buffer, 'textDocument/inlayHint', nil, nil, { range = whole }))
  return #found == 3 and has(found, '→ /v1/payments/{payment_id}/capture'), found
end)
within('lenses count the tests', function()
  local found = vim.tbl_map(function(lens) return lens.command and lens.command.title or '' end, ask(buffer, 'textDocument/codeLens'))
  return has(found, '/v1/payments/{payment_id}/capture') and has(found, 'test'), found
end)

local bank = opened('payments/src/routes/bank.rs')
within('a layer of one branch comes last of the layers', function()
  local text = (ask(bank, 'textDocument/hover', 'receive', '_event(').contents or {}).value or ''
  return text:find('`RequestBodyLimitLayer::new` → `', 1, true) ~= nil and text:find('require_bank', 1, true) ~= nil, text
end)
within('services of both languages are in the symbols of the workspace', function()
  local found = names(client.request_sync('workspace/symbol', { query = '' }, 10000, bank).result or {})
  return has(found, 'POST /v1/bank/events') and has(found, 'GET /api/v1/orders'), found
end)
print(missing == 0 and 'all seen' or missing .. ' missing')
vim.cmd(missing == 0 and 'qa!' or 'cq')
