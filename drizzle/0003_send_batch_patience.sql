-- All sends that wait, in one call and one commit. The first statements take the locks, in the order of their keys; the
-- last reads under a snapshot of its own, which sees whatever the locks waited for. Done in one statement, it would
-- number and authorise by a snapshot from before the wait: numbers twice, and sends after a removal.
-- A refusal is a row, never an error: one bad send must not undo the others of its batch. A batch holds each key once.
--
-- `patience` is for heads that somebody else holds, such as a verb whose node has hung: 'short' gives up after a moment
-- by an error that undoes all, 'none' answers such sends `busy` and serves the others, 'long' waits.
DROP FUNCTION "send_batch"(jsonb);
--> statement-breakpoint
CREATE FUNCTION "send_batch"("batch" jsonb, "patience" text)
RETURNS TABLE ("place" int, "outcome" text, "seq" int, "created_at" timestamptz, "message" jsonb)
LANGUAGE plpgsql VOLATILE
-- A plan made for one batch serves all: planning costs more than running.
SET plan_cache_mode = force_generic_plan
-- That plan may be as old as its connection, and was then made for tables as small as they were: it must look every row
-- up by its key, which costs the same however large they become, and never read a table whole.
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET lock_timeout = '50ms'
AS $$
#variable_conflict use_column
DECLARE
  sent_at timestamptz(3);
  -- The places whose locks were free; null where they were waited for.
  heads_taken int[];
  members_taken int[];
BEGIN
  -- First the heads, then the senders' memberships, both in the order of their keys: acknowledge locks memberships in
  -- that order as well, without a head, and would meet an update out of order in a deadlock.
  IF patience = 'none' THEN
    SELECT coalesce(array_agg(p.place), '{}') INTO heads_taken
    FROM (
      SELECT b."tenantId" COLLATE "C" AS tenant_id, b."conversationId" COLLATE "C" AS conversation_id,
        array_agg(b.place::int) AS places
      FROM ROWS FROM (jsonb_to_recordset(batch) AS ("tenantId" text, "conversationId" text))
        WITH ORDINALITY AS b("tenantId", "conversationId", place)
      GROUP BY 1, 2 ORDER BY 1, 2) b
    CROSS JOIN LATERAL (
      SELECT FROM heads h WHERE h.tenant_id = b.tenant_id AND h.topic = b.conversation_id
      FOR UPDATE SKIP LOCKED) h
    CROSS JOIN LATERAL unnest(b.places) AS p(place);

    SELECT coalesce(array_agg(p.place), '{}') INTO members_taken
    FROM (
      SELECT b."tenantId" COLLATE "C" AS tenant_id, b."conversationId" COLLATE "C" AS conversation_id,
        b."senderId" COLLATE "C" AS sender_id, array_agg(b.place::int) AS places
      FROM ROWS FROM (jsonb_to_recordset(batch) AS ("tenantId" text, "conversationId" text, "senderId" text))
        WITH ORDINALITY AS b("tenantId", "conversationId", "senderId", place)
      WHERE b.place::int = ANY (heads_taken)
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3) b
    CROSS JOIN LATERAL (
      SELECT FROM memberships m
      WHERE m.tenant_id = b.tenant_id AND m.conversation_id = b.conversation_id AND m.user_id = b.sender_id
      FOR NO KEY UPDATE SKIP LOCKED) m
    CROSS JOIN LATERAL unnest(b.places) AS p(place);
  ELSE
    IF patience = 'long' THEN
      PERFORM set_config('lock_timeout', '0', true);
    END IF;
    PERFORM 1
    FROM (
      SELECT DISTINCT b."tenantId" COLLATE "C" AS tenant_id, b."conversationId" COLLATE "C" AS conversation_id
      FROM jsonb_to_recordset(batch) AS b("tenantId" text, "conversationId" text)
      ORDER BY 1, 2) b
    CROSS JOIN LATERAL (
      SELECT FROM heads h WHERE h.tenant_id = b.tenant_id AND h.topic = b.conversation_id FOR UPDATE) h;

    PERFORM 1
    FROM (
      SELECT DISTINCT b."tenantId" COLLATE "C" AS tenant_id, b."conversationId" COLLATE "C" AS conversation_id,
        b."senderId" COLLATE "C" AS sender_id
      FROM jsonb_to_recordset(batch) AS b("tenantId" text, "conversationId" text, "senderId" text)
      ORDER BY 1, 2, 3) b
    CROSS JOIN LATERAL (
      SELECT FROM memberships m
      WHERE m.tenant_id = b.tenant_id AND m.conversation_id = b.conversation_id AND m.user_id = b.sender_id
      FOR NO KEY UPDATE) m;
  END IF;

  -- Not the transaction's beginning: times shall rise with the numbers, and the locks may have waited.
  sent_at := clock_timestamp();

  RETURN QUERY
  WITH judged AS MATERIALIZED (
    -- The client id comes before the membership: whoever repeats a send must learn the truth, also after his removal.
    SELECT a.*, h.last_seq, h.message_count,
      CASE
        WHEN k.request_hash = a.request_hash THEN 'duplicate'
        WHEN k.request_hash IS NOT NULL THEN 'conflict'
        WHEN h.topic IS NULL THEN 'missing'
        WHEN NOT a.place = ANY (heads_taken) THEN 'busy'
        WHEN m.user_id IS NOT NULL AND NOT a.place = ANY (members_taken) THEN 'busy'
        WHEN a.is_foreign OR m.user_id IS NOT NULL THEN 'sent'
        WHEN (
          SELECT c.visibility FROM conversations c
          WHERE c.tenant_id = a.tenant_id COLLATE "C" AND c.id = a.conversation_id COLLATE "C") = 'PUBLIC' THEN 'forbidden'
        ELSE 'missing'
      END AS outcome,
      CASE WHEN k.request_hash = a.request_hash THEN jsonb_build_object(
        'id', k.id, 'conversationId', k.conversation_id, 'seq', k.seq, 'senderId', k.sender_id,
        'clientMessageId', k.client_message_id, 'kind', k.kind, 'priority', k.priority, 'text', k.text,
        'metadata', k.metadata, 'version', k.version, 'createdAt', k.created_at, 'editedAt', k.edited_at,
        'deletedAt', k.deleted_at) END AS known
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
        "tenantId" text, "conversationId" text, "senderId" text, "clientMessageId" text, "sendKey" uuid,
        "requestHash" text, "id" text, "kind" text, "priority" text, "text" text, "metadata" jsonb, "isForeign" boolean))
      WITH ORDINALITY AS a(tenant_id, conversation_id, sender_id, client_message_id, send_key,
        request_hash, id, kind, priority, text, metadata, is_foreign, place)
    LEFT JOIN messages k ON k.send_key = a.send_key
    LEFT JOIN heads h ON h.tenant_id = a.tenant_id COLLATE "C" AND h.topic = a.conversation_id COLLATE "C"
    LEFT JOIN memberships m ON m.tenant_id = a.tenant_id COLLATE "C" AND m.conversation_id = a.conversation_id COLLATE "C"
      AND m.user_id = a.sender_id COLLATE "C"
  ),
  -- Only what is sent takes a number, so that none is missing.
  numbered AS MATERIALIZED (
    SELECT j.*, CASE WHEN j.outcome = 'sent' THEN
      row_number() OVER (PARTITION BY j.tenant_id, j.conversation_id, j.outcome ORDER BY j.place)::int END AS nth
    FROM judged j
  ),
  written AS (
    INSERT INTO messages (tenant_id, conversation_id, seq, id, sender_id, client_message_id, send_key, request_hash,
      kind, priority, text, metadata, count_at, created_at)
    SELECT n.tenant_id, n.conversation_id, n.last_seq + n.nth, n.id, n.sender_id, n.client_message_id, n.send_key,
      n.request_hash, n.kind, n.priority, n.text, n.metadata, n.message_count + n.nth, sent_at
    FROM numbered n WHERE n.nth IS NOT NULL
  ),
  logged AS (
    INSERT INTO events (tenant_id, topic, seq, type, actor_id, payload, created_at)
    SELECT n.tenant_id, n.conversation_id, n.last_seq + n.nth, 'MessageSent', n.sender_id, '{}', sent_at
    FROM numbered n WHERE n.nth IS NOT NULL
  ),
  headed AS (
    UPDATE heads h SET last_seq = h.last_seq + n.sends, message_count = h.message_count + n.sends,
      active_at = sent_at, tx = pg_current_xact_id()
    FROM (SELECT tenant_id, conversation_id, max(nth) AS sends FROM numbered WHERE nth IS NOT NULL GROUP BY 1, 2) n
    WHERE h.tenant_id = n.tenant_id COLLATE "C" AND h.topic = n.conversation_id COLLATE "C"
  ),
  -- Who sends has read so far.
  moved AS (
    UPDATE memberships m SET delivered_seq = n.seq, read_seq = n.seq, read_count = n.count
    FROM (
      SELECT tenant_id, conversation_id, sender_id, max(last_seq + nth) AS seq, max(message_count + nth) AS count
      FROM numbered WHERE nth IS NOT NULL GROUP BY 1, 2, 3
    ) n
    WHERE m.tenant_id = n.tenant_id COLLATE "C" AND m.conversation_id = n.conversation_id COLLATE "C"
      AND m.user_id = n.sender_id COLLATE "C"
  )
  SELECT n.place::int, n.outcome, n.last_seq + n.nth, CASE WHEN n.nth IS NOT NULL THEN sent_at END, n.known
  FROM numbered n;
END
$$;
