/*
 * A tenant's users are spread over so many parts, each in one slot of a cluster: its keys are changed together, by one
 * script for all users of a batch, and no part is as large as the tenant.
 *
 *   {<tenant>:presence/<part>}:there            set: the users who are there
 *   {<tenant>:presence/<part>}:node:<node>      set: those with a device on the node
 *   {<tenant>:presence/<part>}:user:<user>      hash: the node -> its activity, and what is open there; `version`; `seenAt`,
 *                                               of who has gone
 *
 * and what there is of nodes in one more slot:
 *
 *   {presence/nodes}:beats                      sorted set: a node -> its last sign of life
 *   {presence/nodes}:left                       hash: a node that went in good order -> when
 *   {presence/nodes}:dead                       hash: a node that is being reaped -> when its users were last there
 *   {presence/nodes}:parts:<node>               set: the parts in which the node has users
 *
 * Times are those of Redis' clock. A node's name has a prefix as a field, so that it cannot meet the other fields.
 */

const now = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Reads a user's hash: what the other nodes have, what this one has, and the version. */
const look = `local function look(key, own)
  local fields = redis.call('HGETALL', key)
  local others, mine, version, seenAt = '', '', 0, ''
  for at = 1, #fields, 2 do
    local name, value = fields[at], fields[at + 1]
    if name == own then mine = value
    elseif name == 'version' then version = tonumber(value)
    elseif name == 'seenAt' then seenAt = value
    elseif string.sub(name, 1, 5) == 'node:' and (value == 'ONLINE' or others == '') then others = value end
  end
  return others, mine, version, seenAt
end
local function most(a, b)
  if a == 'ONLINE' or b == '' then return a end
  return b
end`;

/**
 * KEYS: there, the node's set, then each user's hash. ARGV: the node, when who goes was last there ('' for now: then the
 * node speaks for itself), how long that is remembered, then each user's id, activity ('' for none) and
 * what he has open, with spaces between. Answers for each
 * with activity, version, when he was last there, and whether that is a change.
 *
 * Where a node speaks for itself and says that a user is gone of whom nothing is known, others may still think that he is
 * there: what was known has been lost. That counts as a change.
 */
export const putScript = `${now}
local micros = time[1] * 1000000 + time[2]
${look}
local own, shown = 'node:' .. ARGV[1], 'open:' .. ARGV[1]
local answers = {}
for at = 3, #KEYS do
  local id, activity, open = ARGV[at * 3 - 5], ARGV[at * 3 - 4], ARGV[at * 3 - 3]
  local key = KEYS[at]
  local others, mine, version, seenAt = look(key, own)
  local after = most(others, activity)
  local isChanged = after ~= most(others, mine) or (activity == '' and mine == '' and ARGV[2] == '')
  if activity == '' then
    redis.call('HDEL', key, own)
    redis.call('SREM', KEYS[2], id)
  elseif activity ~= mine then
    redis.call('HSET', key, own, activity)
    redis.call('SADD', KEYS[2], id)
  end
  if activity == '' or open == '' then redis.call('HDEL', key, shown)
  else redis.call('HSET', key, shown, open) end
  if isChanged then
    version = math.max(version + 1, micros)
    redis.call('HSET', key, 'version', string.format('%.0f', version))
    if after == '' then
      seenAt = ARGV[2] == '' and string.format('%.0f', now) or ARGV[2]
      redis.call('HSET', key, 'seenAt', seenAt)
      redis.call('PEXPIRE', key, ARGV[3])
      redis.call('SREM', KEYS[1], id)
    else
      redis.call('PERSIST', key)
      redis.call('SADD', KEYS[1], id)
    end
  end
  answers[#answers + 1] = after
  answers[#answers + 1] = string.format('%.0f', version)
  answers[#answers + 1] = seenAt
  answers[#answers + 1] = isChanged and '1' or ''
end
return answers`;

/** KEYS: users' hashes. Answers for each with activity, version and when he was last there. */
export const readScript = `${look}
local answers = {}
for at = 1, #KEYS do
  local activity, _, version, seenAt = look(KEYS[at], '')
  answers[#answers + 1] = activity
  answers[#answers + 1] = string.format('%.0f', version)
  answers[#answers + 1] = seenAt
end
return answers`;

/** KEYS: users' hashes. Answers for each with what he has open on all nodes, with spaces between. */
export const readOpenScript = `local answers = {}
for at = 1, #KEYS do
  local fields = redis.call('HGETALL', KEYS[at])
  local open = {}
  for field = 1, #fields, 2 do
    if string.sub(fields[field], 1, 5) == 'open:' then open[#open + 1] = fields[field + 1] end
  end
  answers[#answers + 1] = table.concat(open, ' ')
end
return answers`;

/** KEYS: beats, left, dead. ARGV: the node, how long a sign of life holds. Answers whether it was known, then the dead. */
export const beatScript = `${now}
local wasKnown = redis.call('ZSCORE', KEYS[1], ARGV[1]) and '1' or ''
redis.call('ZADD', KEYS[1], now, ARGV[1])
local silent = redis.call('ZRANGE', KEYS[1], '-inf', now - ARGV[2], 'BYSCORE', 'WITHSCORES')
for at = 1, #silent, 2 do
  redis.call('ZREM', KEYS[1], silent[at])
  redis.call('HSET', KEYS[3], silent[at], redis.call('HGET', KEYS[2], silent[at]) or silent[at + 1])
  redis.call('HDEL', KEYS[2], silent[at])
end
local answer = redis.call('HGETALL', KEYS[3])
table.insert(answer, 1, wasKnown)
return answer`;

/** KEYS: beats, left. ARGV: the node, how long a sign of life holds, how long its users still count. */
export const leaveScript = `${now}
redis.call('HSET', KEYS[2], ARGV[1], string.format('%.0f', now))
return redis.call('ZADD', KEYS[1], 'XX', now - ARGV[2] + ARGV[3], ARGV[1])`;
