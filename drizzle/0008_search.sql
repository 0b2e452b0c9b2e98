CREATE TABLE "message_texts" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"message_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"position" bigint NOT NULL,
	"document" "tsvector" NOT NULL,
	"marks" bigint[] NOT NULL,
	CONSTRAINT "message_texts_tenant_id_message_id_pk" PRIMARY KEY("tenant_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "search_progress" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"epoch" uuid NOT NULL,
	"since" text NOT NULL,
	"walked_tenant_id" text COLLATE "C",
	"walked_message_id" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "search_tenants" (
	"tenant_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"language" text,
	"indexed_language" text,
	"reindexed_to" text COLLATE "C",
	"next_position" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "message_texts_words" ON "message_texts" USING gin ("document","marks") WITH (gin_pending_list_limit=512);
--> statement-breakpoint
ALTER TABLE "search_progress" ADD CONSTRAINT "search_progress_one_row" CHECK ("id" = 1);
--> statement-breakpoint
-- Whoever deletes rows of messages, whatever for, leaves nothing of them to be searched. No event says that they are
-- gone, and a foreign key would lock the message of every document that is written.
CREATE FUNCTION "forget_message_texts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM message_texts t USING gone g WHERE t.tenant_id = g.tenant_id AND t.message_id = g.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "messages_forget_texts" AFTER DELETE ON "messages"
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "forget_message_texts"();
