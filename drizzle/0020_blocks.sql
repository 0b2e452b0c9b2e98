ALTER TABLE "memberships" ADD COLUMN "shown_read_seq" integer;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "withheld_from" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "lacks_messages" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "thread_positions" ADD COLUMN "shown_read_seq" integer;--> statement-breakpoint
-- As before, and what a user sends in a DIRECT to whoever blocks him is withheld from that one, for good: its row says so
-- (`details.withheldFrom`), and so does each event that carries it. `has_quotes` says that the batch may hold replies that
-- quote. Blocking locks the head first, so no send can miss it.
DROP FUNCTION "send_batch"(jsonb, text, boolean);
--> statement-breakpoint
CREATE FUNCTION "send_batch"("batch" jsonb, "patience" text, "is_rich" boolean, "has_quotes" boolean DEFAULT true)
RETURNS TABLE ("place" int, "outcome" text, "seq" int, "created_at" timestamptz, "message" jsonb, "quote" jsonb,
  "root_seq" int, "retry_ms" int, "withheld_from" text)
LANGUAGE plpgsql VOLATILE
-- A plan made for one batch serves all: planning costs more than running.
SET plan_cache_mode = force_generic_plan
-- That plan may be as old as its connection, and was then made for tables as small as they were: it must look every row
-- up by its key, which costs the same however large they become, and never read a table whole.
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_material = off
SET lock_timeout = '50ms'
AS $$
#variable_conflict use_column
DECLARE
  sent_at timestamptz(3);
  -- The places whose locks were free; null where they were waited for.
  heads_taken int[];
  members_taken int[];
  -- One of the senders is blocked by the other member of a DIRECT.
  is_blocked boolean;
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

    SELECT coalesce(array_agg(p.place), '{}'), bool_or(m.withheld_from IS NOT NULL) INTO members_taken, is_blocked
    FROM (
      SELECT b."tenantId" COLLATE "C" AS tenant_id, b."conversationId" COLLATE "C" AS conversation_id,
        b."senderId" COLLATE "C" AS sender_id, array_agg(b.place::int) AS places
      FROM ROWS FROM (jsonb_to_recordset(batch) AS ("tenantId" text, "conversationId" text, "senderId" text))
        WITH ORDINALITY AS b("tenantId", "conversationId", "senderId", place)
      WHERE b.place::int = ANY (heads_taken)
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3) b
    CROSS JOIN LATERAL (
      SELECT m.withheld_from FROM memberships m
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

    SELECT bool_or(m.withheld_from IS NOT NULL) INTO is_blocked
    FROM (
      SELECT DISTINCT b."tenantId" COLLATE "C" AS tenant_id, b."conversationId" COLLATE "C" AS conversation_id,
        b."senderId" COLLATE "C" AS sender_id
      FROM jsonb_to_recordset(batch) AS b("tenantId" text, "conversationId" text, "senderId" text)
      ORDER BY 1, 2, 3) b
    CROSS JOIN LATERAL (
      SELECT m.withheld_from FROM memberships m
      WHERE m.tenant_id = b.tenant_id AND m.conversation_id = b.conversation_id AND m.user_id = b.sender_id
      FOR NO KEY UPDATE) m;
  END IF;

  -- Not the transaction's beginning: times shall rise with the numbers, and the locks may have waited.
  sent_at := clock_timestamp();

  RETURN QUERY
  WITH judged AS MATERIALIZED (
    -- The client id comes before the membership: whoever repeats a send must learn the truth, also after his removal.
    SELECT a.*, h.last_seq, h.message_count, t.seq AS root_seq, coalesce(t.reply_count, 0) AS reply_count,
      -- Whoever may not read a message is not told what quotes or continues it either.
      coalesce(m.withheld_from, r.withheld_from, t.withheld_from) AS withheld_from,
      CASE WHEN r.seq IS NOT NULL THEN jsonb_build_object('messageId', r.id, 'seq', r.seq, 'senderId', r.sender_id,
        'kind', r.kind, 'text', left(r.text, 200), 'isDeleted', r.deleted_at IS NOT NULL) END AS quote,
      CASE WHEN m.silenced_until > sent_at THEN m.silenced_until
        WHEN l.created_at > sent_at - make_interval(secs => h.slow_mode_ms / 1000.0)
          THEN l.created_at + make_interval(secs => h.slow_mode_ms / 1000.0)
        ELSE sent_at + make_interval(secs => h.slow_mode_ms / 1000.0) END AS free_at,
      CASE
        WHEN k.request_hash = a.request_hash THEN 'duplicate'
        WHEN k.request_hash IS NOT NULL THEN 'conflict'
        WHEN h.topic IS NULL THEN 'missing'
        WHEN NOT a.place = ANY (heads_taken) THEN 'busy'
        WHEN m.user_id IS NOT NULL AND NOT a.place = ANY (members_taken) THEN 'busy'
        WHEN m.user_id IS NULL AND NOT a.is_foreign THEN CASE WHEN c.visibility = 'PUBLIC' THEN 'forbidden' ELSE 'missing' END
        WHEN m.silenced_until > sent_at THEN 'silenced'
        WHEN m.role = 'MEMBER' AND a.details ? 'mentionsEveryone' THEN 'not_admin'
        -- What he may not read he can neither quote nor continue.
        WHEN a.reply_to_id IS NOT NULL
          AND (r.conversation_id IS DISTINCT FROM a.conversation_id OR r.withheld_from = a.sender_id OR r.seq < m.joined_seq AND c.history_visibility = 'SINCE_JOIN') THEN 'quote_missing'
        WHEN a.thread_root_id IS NOT NULL
          AND (t.conversation_id IS DISTINCT FROM a.conversation_id OR t.withheld_from = a.sender_id OR t.seq < m.joined_seq AND c.history_visibility = 'SINCE_JOIN') THEN 'thread_missing'
        WHEN t.thread_root_seq IS NOT NULL THEN 'thread_nested'
        WHEN l.created_at > sent_at - make_interval(secs => h.slow_mode_ms / 1000.0) THEN 'slow'
        -- Of several that come at once, only the first is in time.
        WHEN h.slow_mode_ms > 0 AND m.role = 'MEMBER' AND EXISTS (
          SELECT FROM ROWS FROM (jsonb_to_recordset(batch) AS ("tenantId" text, "conversationId" text, "senderId" text))
            WITH ORDINALITY AS e(tenant_id, conversation_id, sender_id, place)
          WHERE e.place < a.place AND e.tenant_id = a.tenant_id AND e.conversation_id = a.conversation_id
            AND e.sender_id = a.sender_id) THEN 'slow'
        ELSE 'sent'
      END AS outcome,
      CASE WHEN k.request_hash = a.request_hash THEN jsonb_build_object(
        'id', k.id, 'conversationId', k.conversation_id, 'seq', k.seq, 'senderId', k.sender_id,
        'clientMessageId', k.client_message_id, 'kind', k.kind, 'priority', k.priority, 'text', k.text,
        'metadata', k.metadata, 'threadRootId', k.thread_root_id, 'threadRootSeq', k.thread_root_seq,
        'details', k.details, 'reactions', k.reactions, 'pinnedAt', k.pinned_at, 'pinnedById', k.pinned_by_id,
        'version', k.version, 'createdAt', k.created_at, 'editedAt', k.edited_at, 'deletedAt', k.deleted_at) END AS known
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
        "tenantId" text, "conversationId" text, "senderId" text, "clientMessageId" text, "sendKey" uuid,
        "requestHash" text, "id" text, "kind" text, "priority" text, "text" text, "metadata" jsonb, "isForeign" boolean,
        "threadRootId" text, "replyToId" text, "details" jsonb))
      WITH ORDINALITY AS a(tenant_id, conversation_id, sender_id, client_message_id, send_key,
        request_hash, id, kind, priority, text, metadata, is_foreign, thread_root_id, reply_to_id, details, place)
    LEFT JOIN messages k ON k.send_key = a.send_key
    LEFT JOIN heads h ON h.tenant_id = a.tenant_id COLLATE "C" AND h.topic = a.conversation_id COLLATE "C"
    LEFT JOIN memberships m ON m.tenant_id = a.tenant_id COLLATE "C" AND m.conversation_id = a.conversation_id COLLATE "C"
      AND m.user_id = a.sender_id COLLATE "C"
    -- What few sends need is looked up for these alone, one by one: LIMIT keeps the plan from joining whole tables, which
    -- it takes for cheap where they were small or empty when it was made.
    LEFT JOIN LATERAL (
      SELECT r.id, r.seq, r.conversation_id, r.sender_id, r.kind, r.text, r.deleted_at,
        r.details->>'withheldFrom' AS withheld_from
      FROM messages r
      WHERE a.reply_to_id IS NOT NULL AND r.tenant_id = a.tenant_id COLLATE "C" AND r.id = a.reply_to_id COLLATE "C"
      LIMIT 1) r ON true
    LEFT JOIN LATERAL (
      SELECT t.seq, t.conversation_id, t.thread_root_seq, th.reply_count,
        t.details->>'withheldFrom' AS withheld_from
      FROM messages t
      LEFT JOIN LATERAL (
        SELECT th.reply_count FROM threads th
        WHERE th.tenant_id = t.tenant_id AND th.conversation_id = t.conversation_id AND th.root_seq = t.seq LIMIT 1) th ON true
      WHERE a.thread_root_id IS NOT NULL AND t.tenant_id = a.tenant_id COLLATE "C" AND t.id = a.thread_root_id COLLATE "C"
      LIMIT 1) t ON true
    LEFT JOIN LATERAL (
      SELECT c.visibility, c.history_visibility FROM conversations c
      WHERE (m.user_id IS NULL OR a.reply_to_id IS NOT NULL OR a.thread_root_id IS NOT NULL)
        AND c.tenant_id = a.tenant_id COLLATE "C" AND c.id = a.conversation_id COLLATE "C" LIMIT 1) c ON true
    LEFT JOIN LATERAL (
      SELECT s.created_at FROM messages s
      WHERE h.slow_mode_ms > 0 AND m.role = 'MEMBER' AND s.tenant_id = a.tenant_id COLLATE "C"
        AND s.sender_id = a.sender_id COLLATE "C" AND s.conversation_id = a.conversation_id COLLATE "C"
      ORDER BY s.seq DESC LIMIT 1) l ON true
  ),
  -- Only what is sent takes a number, so that none is missing. Replies in threads are counted in their threads alone.
  numbered AS MATERIALIZED (
    SELECT j.*,
      CASE WHEN j.outcome = 'sent' THEN (row_number() OVER sends)::int END AS nth,
      j.message_count + (count(*) FILTER (WHERE j.root_seq IS NULL) OVER sends)::int AS count_at,
      -- Counted one by one, since a window of its own would sort every batch for the few that hold replies.
      CASE WHEN j.outcome = 'sent' AND j.root_seq IS NOT NULL THEN j.reply_count + (
        SELECT count(*) FROM judged o
        WHERE o.outcome = 'sent' AND o.tenant_id = j.tenant_id AND o.conversation_id = j.conversation_id
          AND o.root_seq = j.root_seq AND o.place <= j.place)::int END AS thread_count_at
    FROM judged j
    WINDOW sends AS (PARTITION BY j.tenant_id, j.conversation_id, j.outcome ORDER BY j.place)
  ),
  written AS (
    INSERT INTO messages (tenant_id, conversation_id, seq, id, sender_id, client_message_id, send_key, request_hash,
      kind, priority, text, metadata, thread_root_id, thread_root_seq, reply_to_seq, details, count_at, thread_count_at,
      created_at)
    SELECT n.tenant_id, n.conversation_id, n.last_seq + n.nth, n.id, n.sender_id, n.client_message_id, n.send_key,
      n.request_hash, n.kind, n.priority, n.text, n.metadata, n.thread_root_id, n.root_seq, (n.quote->>'seq')::int,
      CASE WHEN n.quote IS NULL AND n.withheld_from IS NULL THEN n.details
        ELSE coalesce(n.details, '{}')
          || CASE WHEN n.quote IS NULL THEN '{}' ELSE jsonb_build_object('replyTo', n.quote) END
          || CASE WHEN n.withheld_from IS NULL THEN '{}' ELSE jsonb_build_object('withheldFrom', n.withheld_from) END END,
      n.count_at, n.thread_count_at, sent_at
    FROM numbered n WHERE n.nth IS NOT NULL
  ),
  logged AS (
    INSERT INTO events (tenant_id, topic, seq, type, actor_id, payload, created_at)
    SELECT n.tenant_id, n.conversation_id, n.last_seq + n.nth, 'MessageSent', n.sender_id, '{}', sent_at
    FROM numbered n WHERE n.nth IS NOT NULL
  ),
  headed AS (
    UPDATE heads h SET last_seq = h.last_seq + n.sends, message_count = n.count_at, active_at = sent_at,
      tx = pg_current_xact_id()
    FROM (
      SELECT tenant_id, conversation_id, max(nth) AS sends, max(count_at) AS count_at
      FROM numbered WHERE nth IS NOT NULL GROUP BY 1, 2) n
    WHERE h.tenant_id = n.tenant_id COLLATE "C" AND h.topic = n.conversation_id COLLATE "C"
  ),
  -- Who sends has read so far, and is seen to have where it is shown.
  moved AS (
    UPDATE memberships m SET delivered_seq = n.seq, read_seq = n.seq, read_count = n.count, unread_from_seq = NULL,
      unread_from_count = NULL, shown_read_seq = nullif(coalesce(n.shown_seq, m.shown_read_seq, m.read_seq), n.seq)
    FROM (
      SELECT tenant_id, conversation_id, sender_id, max(last_seq + nth) AS seq, max(count_at) AS count,
        max(last_seq + nth) FILTER (WHERE withheld_from IS NULL) AS shown_seq
      FROM numbered WHERE nth IS NOT NULL AND root_seq IS NULL GROUP BY 1, 2, 3
    ) n
    WHERE m.tenant_id = n.tenant_id COLLATE "C" AND m.conversation_id = n.conversation_id COLLATE "C"
      AND m.user_id = n.sender_id COLLATE "C"
  )
  SELECT n.place::int, n.outcome, n.last_seq + n.nth, CASE WHEN n.nth IS NOT NULL THEN sent_at END, n.known,
    CASE WHEN n.nth IS NOT NULL THEN n.quote END, CASE WHEN n.nth IS NOT NULL THEN n.root_seq END,
    CASE WHEN n.outcome IN ('slow', 'silenced')
      THEN greatest(1, least(extract(epoch FROM n.free_at - sent_at) * 1000, 2147483647))::int END,
    n.withheld_from
  FROM numbered n;

  -- What is withheld is in none of that user's queries. Few batches hold any.
  IF is_blocked OR is_rich OR has_quotes THEN
    INSERT INTO hidden_messages (tenant_id, user_id, conversation_id, seq)
    SELECT s.tenant_id, s.details->>'withheldFrom', s.conversation_id, s.seq
    FROM jsonb_to_recordset(batch) AS a("sendKey" uuid, "id" text)
    JOIN messages s ON s.send_key = a."sendKey" AND s.id = a.id
    WHERE s.details ? 'withheldFrom'
    ON CONFLICT DO NOTHING;
  END IF;

  IF NOT is_rich THEN
    RETURN;
  END IF;

  INSERT INTO threads AS th (tenant_id, conversation_id, root_seq, reply_count, last_reply_seq, last_reply_at)
  SELECT s.tenant_id, s.conversation_id, s.thread_root_seq, max(s.thread_count_at), max(s.seq), sent_at
  FROM jsonb_to_recordset(batch) AS a("sendKey" uuid, "id" text)
  JOIN messages s ON s.send_key = a."sendKey" AND s.id = a.id
  WHERE s.thread_root_seq IS NOT NULL
  GROUP BY 1, 2, 3
  ON CONFLICT (tenant_id, conversation_id, root_seq) DO UPDATE
  SET reply_count = excluded.reply_count, last_reply_seq = excluded.last_reply_seq, last_reply_at = excluded.last_reply_at;

  INSERT INTO thread_positions
    (tenant_id, conversation_id, root_seq, user_id, delivered_seq, read_seq, read_count, is_participant, shown_read_seq)
  SELECT s.tenant_id, s.conversation_id, s.thread_root_seq, s.sender_id, max(s.seq), max(s.seq), max(s.thread_count_at), true,
    CASE WHEN bool_and(coalesce(s.details ? 'withheldFrom', false)) THEN 0 END
  FROM jsonb_to_recordset(batch) AS a("sendKey" uuid, "id" text)
  JOIN messages s ON s.send_key = a."sendKey" AND s.id = a.id
  -- The backend may write where it is no member.
  JOIN memberships m ON m.tenant_id = s.tenant_id AND m.conversation_id = s.conversation_id AND m.user_id = s.sender_id
  WHERE s.thread_root_seq IS NOT NULL
  GROUP BY 1, 2, 3, 4
  ON CONFLICT (tenant_id, conversation_id, root_seq, user_id) DO UPDATE
  SET delivered_seq = excluded.delivered_seq, read_seq = excluded.read_seq, read_count = excluded.read_count,
    shown_read_seq = CASE WHEN excluded.shown_read_seq IS NOT NULL
      THEN coalesce(thread_positions.shown_read_seq, thread_positions.read_seq) END,
    is_participant = true;

  INSERT INTO mentions (tenant_id, user_id, conversation_id, seq, thread_root_seq)
  SELECT s.tenant_id, m.user_id, s.conversation_id, s.seq, s.thread_root_seq
  FROM jsonb_to_recordset(batch) AS a("sendKey" uuid, "id" text)
  JOIN messages s ON s.send_key = a."sendKey" AND s.id = a.id
  CROSS JOIN LATERAL jsonb_array_elements_text(s.details->'mentionedUserIds') AS u(id)
  CROSS JOIN LATERAL (
    SELECT m.user_id FROM memberships m
    WHERE m.tenant_id = s.tenant_id AND m.conversation_id = s.conversation_id AND m.user_id = u.id COLLATE "C" LIMIT 1) m
  WHERE u.id <> s.sender_id
  UNION ALL
  SELECT s.tenant_id, '', s.conversation_id, s.seq, s.thread_root_seq
  FROM jsonb_to_recordset(batch) AS a("sendKey" uuid, "id" text)
  JOIN messages s ON s.send_key = a."sendKey" AND s.id = a.id
  WHERE s.details ? 'mentionsEveryone';
END
$$;
