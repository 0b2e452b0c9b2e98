CREATE TABLE "mentions" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"thread_root_seq" integer,
	CONSTRAINT "mentions_tenant_id_conversation_id_user_id_seq_pk" PRIMARY KEY("tenant_id","conversation_id","user_id","seq")
);
--> statement-breakpoint
CREATE TABLE "reactions" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"message_seq" integer NOT NULL,
	"emoji" text NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "reactions_tenant_id_conversation_id_message_seq_emoji_user_id_pk" PRIMARY KEY("tenant_id","conversation_id","message_seq","emoji","user_id")
);
--> statement-breakpoint
CREATE TABLE "thread_positions" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"root_seq" integer NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"delivered_seq" integer NOT NULL,
	"read_seq" integer NOT NULL,
	"read_count" integer NOT NULL,
	"is_participant" boolean DEFAULT false NOT NULL,
	"receipts_tx" "xid8",
	CONSTRAINT "thread_positions_tenant_id_conversation_id_root_seq_user_id_pk" PRIMARY KEY("tenant_id","conversation_id","root_seq","user_id")
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"root_seq" integer NOT NULL,
	"reply_count" integer NOT NULL,
	"last_reply_seq" integer NOT NULL,
	"last_reply_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "threads_tenant_id_conversation_id_root_seq_pk" PRIMARY KEY("tenant_id","conversation_id","root_seq")
);
--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "unread_from_seq" integer;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "unread_from_count" integer;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "silenced_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "thread_root_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "thread_root_seq" integer;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reply_to_seq" integer;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reactions" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "pinned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "pinned_by_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "thread_count_at" integer;--> statement-breakpoint
ALTER TABLE "heads" ADD COLUMN "slow_mode_ms" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "reactions_user" ON "reactions" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "thread_positions_user" ON "thread_positions" USING btree ("tenant_id","user_id","conversation_id");--> statement-breakpoint
CREATE INDEX "thread_positions_receipts_tx" ON "thread_positions" USING btree ("receipts_tx");--> statement-breakpoint
CREATE INDEX "messages_main" ON "messages" USING btree ("tenant_id","conversation_id","seq") WHERE thread_root_seq is null;--> statement-breakpoint
CREATE INDEX "messages_thread" ON "messages" USING btree ("tenant_id","conversation_id","thread_root_seq","seq") WHERE thread_root_seq is not null;--> statement-breakpoint
CREATE INDEX "messages_quotes" ON "messages" USING btree ("tenant_id","conversation_id","reply_to_seq") WHERE reply_to_seq is not null;--> statement-breakpoint
CREATE INDEX "messages_pinned" ON "messages" USING btree ("tenant_id","conversation_id","pinned_at","seq") WHERE pinned_at is not null;--> statement-breakpoint
CREATE INDEX "messages_sender" ON "messages" USING btree ("tenant_id","sender_id","conversation_id","seq");--> statement-breakpoint
-- All sends that wait, in one call and one commit; now with threads, quotes, mentions and what moderators have set. The
-- first statements take the locks, in the order of their keys; the last reads under a snapshot of its own, which sees
-- whatever the locks waited for. Done in one statement, it would number and authorise by a snapshot from before the wait:
-- numbers twice, and sends after a removal.
-- A refusal is a row, never an error: one bad send must not undo the others of its batch. A batch holds each key once.
--
-- `patience` is for heads that somebody else holds, such as a verb whose node has hung: 'short' gives up after a moment
-- by an error that undoes all, 'none' answers such sends `busy` and serves the others, 'long' waits. `is_rich` says that the
-- batch may hold replies in threads and mentions: what follows of these is written for such batches alone.
DROP FUNCTION "send_batch"(jsonb, text);
--> statement-breakpoint
CREATE FUNCTION "send_batch"("batch" jsonb, "patience" text, "is_rich" boolean)
RETURNS TABLE ("place" int, "outcome" text, "seq" int, "created_at" timestamptz, "message" jsonb, "quote" jsonb,
  "root_seq" int, "retry_ms" int)
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
    SELECT a.*, h.last_seq, h.message_count, t.seq AS root_seq, coalesce(t.reply_count, 0) AS reply_count,
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
          AND (r.conversation_id IS DISTINCT FROM a.conversation_id OR r.seq < m.joined_seq AND c.history_visibility = 'SINCE_JOIN') THEN 'quote_missing'
        WHEN a.thread_root_id IS NOT NULL
          AND (t.conversation_id IS DISTINCT FROM a.conversation_id OR t.seq < m.joined_seq AND c.history_visibility = 'SINCE_JOIN') THEN 'thread_missing'
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
      SELECT r.id, r.seq, r.conversation_id, r.sender_id, r.kind, r.text, r.deleted_at FROM messages r
      WHERE a.reply_to_id IS NOT NULL AND r.tenant_id = a.tenant_id COLLATE "C" AND r.id = a.reply_to_id COLLATE "C"
      LIMIT 1) r ON true
    LEFT JOIN LATERAL (
      SELECT t.seq, t.conversation_id, t.thread_root_seq, th.reply_count FROM messages t
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
      CASE WHEN n.quote IS NULL THEN n.details
        ELSE coalesce(n.details, '{}') || jsonb_build_object('replyTo', n.quote) END,
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
  -- Who sends has read so far.
  moved AS (
    UPDATE memberships m SET delivered_seq = n.seq, read_seq = n.seq, read_count = n.count, unread_from_seq = NULL,
      unread_from_count = NULL
    FROM (
      SELECT tenant_id, conversation_id, sender_id, max(last_seq + nth) AS seq, max(count_at) AS count
      FROM numbered WHERE nth IS NOT NULL AND root_seq IS NULL GROUP BY 1, 2, 3
    ) n
    WHERE m.tenant_id = n.tenant_id COLLATE "C" AND m.conversation_id = n.conversation_id COLLATE "C"
      AND m.user_id = n.sender_id COLLATE "C"
  )
  SELECT n.place::int, n.outcome, n.last_seq + n.nth, CASE WHEN n.nth IS NOT NULL THEN sent_at END, n.known,
    CASE WHEN n.nth IS NOT NULL THEN n.quote END, CASE WHEN n.nth IS NOT NULL THEN n.root_seq END,
    CASE WHEN n.outcome IN ('slow', 'silenced')
      THEN greatest(1, least(extract(epoch FROM n.free_at - sent_at) * 1000, 2147483647))::int END
  FROM numbered n;

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
    (tenant_id, conversation_id, root_seq, user_id, delivered_seq, read_seq, read_count, is_participant)
  SELECT s.tenant_id, s.conversation_id, s.thread_root_seq, s.sender_id, max(s.seq), max(s.seq), max(s.thread_count_at), true
  FROM jsonb_to_recordset(batch) AS a("sendKey" uuid, "id" text)
  JOIN messages s ON s.send_key = a."sendKey" AND s.id = a.id
  -- The backend may write where it is no member.
  JOIN memberships m ON m.tenant_id = s.tenant_id AND m.conversation_id = s.conversation_id AND m.user_id = s.sender_id
  WHERE s.thread_root_seq IS NOT NULL
  GROUP BY 1, 2, 3, 4
  ON CONFLICT (tenant_id, conversation_id, root_seq, user_id) DO UPDATE
  SET delivered_seq = excluded.delivered_seq, read_seq = excluded.read_seq, read_count = excluded.read_count,
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
