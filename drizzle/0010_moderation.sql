CREATE TABLE "audit_entries" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"action" text NOT NULL,
	"conversation_id" text COLLATE "C",
	"subject_id" text COLLATE "C",
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_entries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversation_bans" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"banned_by_id" text COLLATE "C" NOT NULL,
	"banned_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "conversation_bans_tenant_id_conversation_id_user_id_pk" PRIMARY KEY("tenant_id","conversation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "user_erasures" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"scope" text NOT NULL,
	"requested_by_id" text COLLATE "C" NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"content_until" timestamp (3) with time zone,
	"at_conversation_id" text COLLATE "C",
	"at_seq" integer,
	"memberships_ended" integer DEFAULT 0 NOT NULL,
	"messages_erased" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "user_erasures_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "message_reports" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"message_id" text COLLATE "C" NOT NULL,
	"message_seq" integer NOT NULL,
	"sender_id" text COLLATE "C" NOT NULL,
	"message_text" text,
	"message_version" integer NOT NULL,
	"reporter_id" text COLLATE "C" NOT NULL,
	"client_id" text COLLATE "C" NOT NULL,
	"request_hash" text NOT NULL,
	"reason" text NOT NULL,
	"comment" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by_id" text COLLATE "C",
	"resolution" text,
	CONSTRAINT "message_reports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "slow_mode_ms" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "membership_intervals" ADD COLUMN "silenced_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "conversation_bans" ADD CONSTRAINT "conversation_bans_tenant_id_conversation_id_conversations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."conversations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_erasures" ADD CONSTRAINT "user_erasures_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_tenant_id_conversation_id_conversations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."conversations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_at" ON "audit_entries" USING btree ("tenant_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_conversation" ON "audit_entries" USING btree ("tenant_id","conversation_id","at","id") WHERE conversation_id is not null and action <> 'MESSAGE_REPORTED';--> statement-breakpoint
CREATE INDEX "conversation_bans_newest" ON "conversation_bans" USING btree ("tenant_id","conversation_id","banned_at","user_id");--> statement-breakpoint
CREATE INDEX "conversation_bans_user" ON "conversation_bans" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "conversation_bans_banned_by" ON "conversation_bans" USING btree ("tenant_id","banned_by_id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_reports_client_id" ON "message_reports" USING btree ("tenant_id","reporter_id","client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_reports_open" ON "message_reports" USING btree ("tenant_id","message_id","reporter_id") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "message_reports_conversation" ON "message_reports" USING btree ("tenant_id","conversation_id","id");--> statement-breakpoint
CREATE INDEX "message_reports_unresolved" ON "message_reports" USING btree ("tenant_id","conversation_id","id") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "message_reports_sender" ON "message_reports" USING btree ("tenant_id","sender_id","id");--> statement-breakpoint
-- What was done stays on record: whoever wants to change it has to change this first.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
