CREATE TABLE "conversation_exports" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"requester_id" text COLLATE "C" NOT NULL,
	"client_id" text COLLATE "C" NOT NULL,
	"conversation_id" text COLLATE "C" NOT NULL,
	"status" text DEFAULT 'PENDING' NOT NULL,
	"up_to_seq" integer NOT NULL,
	"written_seq" integer DEFAULT 0 NOT NULL,
	"message_count" integer DEFAULT 0 NOT NULL,
	"part_count" integer DEFAULT 0 NOT NULL,
	"size_bytes" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "conversation_exports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "conversation_exports_client_id" ON "conversation_exports" USING btree ("tenant_id","requester_id","client_id");--> statement-breakpoint
CREATE INDEX "conversation_exports_conversation" ON "conversation_exports" USING btree ("tenant_id","conversation_id");--> statement-breakpoint
CREATE INDEX "conversation_exports_expires_at" ON "conversation_exports" USING btree ("expires_at");