-- All sends that wait, in one call and one commit. The first statement takes the heads' locks, in the order of their
-- keys; the second reads under a snapshot of its own, which sees whatever the locks waited for. Done in one statement,
-- it would number and authorise by a snapshot from before the wait: numbers twice, and sends after a removal.
-- A refusal is a row, never an error: one bad send must not undo the others of its batch.
CREATE FUNCTION "send_batch"("batch" jsonb)
RETURNS TABLE ("place" int, "outcome" text, "id" text, "seq" int, "created_at" timestamptz, "message" jsonb)
LANGUAGE plpgsql VOLATILE
-- A plan made for one batch serves all: planning costs more than running, and a plan made on empty tables is never remade.
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  sent_at timestamptz(3);
BEGIN
  PERFORM 1 FROM heads h
  WHERE (h.tenant_id, h.topic) IN (
    SELECT b."tenantId" COLLATE "C", b."conversationId" COLLATE "C"
    FROM jsonb_to_recordset(batch) AS b("tenantId" text, "conversationId" text))
  ORDER BY h.tenant_id, h.topic FOR UPDATE;

  -- Then the senders' memberships, in the order in which acknowledge locks its own: it takes no head, and would meet
  -- this function's update in a deadlock.
  PERFORM 1 FROM memberships m
  WHERE (m.tenant_id, m.conversation_id, m.user_id) IN (
    SELECT b."tenantId" COLLATE "C", b."conversationId" COLLATE "C", b."senderId" COLLATE "C"
    FROM jsonb_to_recordset(batch) AS b("tenantId" text, "conversationId" text, "senderId" text))
  ORDER BY m.tenant_id, m.conversation_id, m.user_id FOR NO KEY UPDATE;

  -- Not the transaction's beginning: times shall rise with the numbers, and the locks may have waited.
  sent_at := clock_timestamp();

  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT a.*, row_number() OVER (PARTITION BY a.send_key ORDER BY a.place) AS repeat
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
        "tenantId" text, "conversationId" text, "senderId" text, "clientMessageId" text, "sendKey" uuid,
        "requestHash" text, "id" text, "kind" text, "priority" text, "text" text, "metadata" jsonb, "isForeign" boolean))
      WITH ORDINALITY AS a(tenant_id, conversation_id, sender_id, client_message_id, send_key,
        request_hash, id, kind, priority, text, metadata, is_foreign, place)
  ),
  -- The client id comes before the membership: whoever repeats a send must learn the truth, also after his removal.
  known AS MATERIALIZED (
    SELECT m.send_key, m.request_hash, jsonb_build_object(
      'id', m.id, 'conversationId', m.conversation_id, 'seq', m.seq, 'senderId', m.sender_id,
      'clientMessageId', m.client_message_id, 'kind', m.kind, 'priority', m.priority, 'text', m.text,
      'metadata', m.metadata, 'version', m.version, 'createdAt', m.created_at, 'editedAt', m.edited_at,
      'deletedAt', m.deleted_at) AS message
    FROM asked a JOIN messages m ON m.send_key = a.send_key
    WHERE a.repeat = 1
  ),
  judged AS MATERIALIZED (
    SELECT a.place, a.tenant_id, a.conversation_id, a.sender_id, a.client_message_id, a.send_key, a.request_hash, a.id,
      a.kind, a.priority, a.text, a.metadata, h.last_seq, h.message_count,
      CASE
        WHEN h.topic IS NULL THEN 'missing'
        WHEN a.is_foreign OR m.user_id IS NOT NULL THEN 'sent'
        WHEN c.visibility = 'PUBLIC' THEN 'forbidden'
        ELSE 'missing'
      END AS outcome
    FROM asked a
    LEFT JOIN heads h ON h.tenant_id = a.tenant_id COLLATE "C" AND h.topic = a.conversation_id COLLATE "C"
    LEFT JOIN conversations c ON c.tenant_id = a.tenant_id COLLATE "C" AND c.id = a.conversation_id COLLATE "C"
    LEFT JOIN memberships m ON m.tenant_id = a.tenant_id COLLATE "C" AND m.conversation_id = a.conversation_id COLLATE "C"
      AND m.user_id = a.sender_id COLLATE "C"
    WHERE a.repeat = 1 AND NOT EXISTS (SELECT FROM known k WHERE k.send_key = a.send_key)
  ),
  -- Only what is sent takes a number, so that none is missing.
  numbered AS MATERIALIZED (
    SELECT j.*, row_number() OVER (PARTITION BY j.tenant_id, j.conversation_id ORDER BY j.place)::int AS nth
    FROM judged j WHERE j.outcome = 'sent'
  ),
  written AS (
    INSERT INTO messages (tenant_id, conversation_id, seq, id, sender_id, client_message_id, send_key, request_hash,
      kind, priority, text, metadata, count_at, created_at)
    SELECT n.tenant_id, n.conversation_id, n.last_seq + n.nth, n.id, n.sender_id, n.client_message_id, n.send_key,
      n.request_hash, n.kind, n.priority, n.text, n.metadata, n.message_count + n.nth, sent_at
    FROM numbered n
  ),
  logged AS (
    INSERT INTO events (tenant_id, topic, seq, type, actor_id, payload, created_at)
    SELECT n.tenant_id, n.conversation_id, n.last_seq + n.nth, 'MessageSent', n.sender_id, '{}', sent_at
    FROM numbered n
  ),
  headed AS (
    UPDATE heads h SET last_seq = h.last_seq + n.sends, message_count = h.message_count + n.sends,
      active_at = sent_at, tx = pg_current_xact_id()
    FROM (SELECT tenant_id, conversation_id, max(nth) AS sends FROM numbered GROUP BY tenant_id, conversation_id) n
    WHERE h.tenant_id = n.tenant_id COLLATE "C" AND h.topic = n.conversation_id COLLATE "C"
  ),
  -- Who sends has read so far.
  moved AS (
    UPDATE memberships m SET delivered_seq = n.last_seq + n.sends, read_seq = n.last_seq + n.sends,
      read_count = n.message_count + n.sends
    FROM (
      SELECT tenant_id, conversation_id, sender_id, last_seq, message_count, max(nth) AS sends
      FROM numbered GROUP BY tenant_id, conversation_id, sender_id, last_seq, message_count
    ) n
    WHERE m.tenant_id = n.tenant_id COLLATE "C" AND m.conversation_id = n.conversation_id COLLATE "C"
      AND m.user_id = n.sender_id COLLATE "C"
  )
  SELECT a.place::int,
    CASE
      WHEN k.send_key IS NOT NULL THEN CASE WHEN k.request_hash = a.request_hash THEN 'duplicate' ELSE 'conflict' END
      WHEN a.repeat = 1 OR j.outcome <> 'sent' THEN j.outcome
      WHEN j.request_hash = a.request_hash THEN 'duplicate'
      ELSE 'conflict'
    END,
    j.id, j.last_seq + n.nth, CASE WHEN n.nth IS NOT NULL THEN sent_at END, k.message
  FROM asked a
  LEFT JOIN known k ON k.send_key = a.send_key
  LEFT JOIN judged j ON j.send_key = a.send_key
  LEFT JOIN numbered n ON n.send_key = a.send_key;
END
$$;
