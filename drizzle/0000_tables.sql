CREATE TABLE "revoked_sessions" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"sid" text COLLATE "C" NOT NULL,
	"revoked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "revoked_sessions_tenant_id_user_id_sid_pk" PRIMARY KEY("tenant_id","user_id","sid")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation_requests" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"creator_id" text COLLATE "C" NOT NULL,
	"client_id" text COLLATE "C" NOT NULL,
	"request_hash" text NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "conversation_requests_tenant_id_creator_id_client_id_pk" PRIMARY KEY("tenant_id","creator_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"kind" text NOT NULL,
	"visibility" text NOT NULL,
	"history_visibility" text NOT NULL,
	"title" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"creator_id" text COLLATE "C" NOT NULL,
	"direct_key" text COLLATE "C",
	"member_count" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "membership_intervals" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"from_seq" integer NOT NULL,
	"to_seq" integer,
	"ended_tx" "xid8",
	CONSTRAINT "membership_intervals_tenant_id_user_id_conversation_id_from_seq_pk" PRIMARY KEY("tenant_id","user_id","conversation_id","from_seq")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"joined_seq" integer NOT NULL,
	"delivered_seq" integer NOT NULL,
	"read_seq" integer NOT NULL,
	"read_count" integer NOT NULL,
	"receipts_tx" "xid8",
	"muted_until" timestamp (3) with time zone,
	"pinned" boolean DEFAULT false NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	CONSTRAINT "memberships_tenant_id_conversation_id_user_id_pk" PRIMARY KEY("tenant_id","conversation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "hidden_messages" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	CONSTRAINT "hidden_messages_tenant_id_user_id_conversation_id_seq_pk" PRIMARY KEY("tenant_id","user_id","conversation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "message_versions" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"message_id" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"replaced_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_versions_tenant_id_message_id_version_pk" PRIMARY KEY("tenant_id","message_id","version")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"sender_id" text COLLATE "C" NOT NULL,
	"client_message_id" text COLLATE "C" NOT NULL,
	"send_key" uuid NOT NULL,
	"request_hash" text NOT NULL,
	"kind" text NOT NULL,
	"priority" text NOT NULL,
	"text" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"count_at" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "messages_tenant_id_conversation_id_seq_pk" PRIMARY KEY("tenant_id","conversation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"name" text,
	"picture_url" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"signed_out_at" timestamp (3) with time zone,
	"tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "users_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"type" text NOT NULL,
	"actor_id" text COLLATE "C",
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "heads" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C" NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"message_count" integer DEFAULT 0 NOT NULL,
	"active_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "heads_tenant_id_topic_pk" PRIMARY KEY("tenant_id","topic")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"epoch" uuid NOT NULL,
	"cluster" text NOT NULL,
	"cursor_key" text NOT NULL,
	"dropped_tx" "xid8" DEFAULT '0' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_conversation_id_conversations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."conversations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_conversation_id_conversations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."conversations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_direct_key" ON "conversations" USING btree ("tenant_id","direct_key");--> statement-breakpoint
CREATE INDEX "conversations_public" ON "conversations" USING btree ("tenant_id","id") WHERE visibility = 'PUBLIC';--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "memberships_joined" ON "memberships" USING btree ("tenant_id","conversation_id","joined_seq","user_id");--> statement-breakpoint
CREATE INDEX "memberships_receipts_tx" ON "memberships" USING btree ("receipts_tx");--> statement-breakpoint
CREATE INDEX "memberships_owners" ON "memberships" USING btree ("tenant_id","conversation_id") WHERE role = 'OWNER';--> statement-breakpoint
CREATE UNIQUE INDEX "messages_id" ON "messages" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_send_key" ON "messages" USING btree ("send_key");--> statement-breakpoint
CREATE INDEX "messages_tombstones" ON "messages" USING btree ("tenant_id","conversation_id","seq") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "users_tx" ON "users" USING btree ("tx");--> statement-breakpoint
CREATE INDEX "events_topic_seq" ON "events" USING btree ("tenant_id","topic","seq");--> statement-breakpoint
CREATE INDEX "events_tx" ON "events" USING btree ("tx");