CREATE TABLE "attachment_claims" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"attachment_id" text COLLATE "C" NOT NULL,
	"send_key" uuid NOT NULL,
	CONSTRAINT "attachment_claims_tenant_id_attachment_id_send_key_pk" PRIMARY KEY("tenant_id","attachment_id","send_key")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"uploader_id" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"failure" text,
	"type" text,
	"size_bytes" integer NOT NULL,
	"width" integer,
	"height" integer,
	"duration_ms" integer,
	"thumb_hash" text,
	"has_thumbnail" boolean DEFAULT false NOT NULL,
	"is_rewritten" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"unsent_since" timestamp (3) with time zone DEFAULT now(),
	CONSTRAINT "attachments_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE INDEX "attachment_claims_send_key" ON "attachment_claims" USING btree ("send_key");--> statement-breakpoint
CREATE INDEX "attachments_uploader" ON "attachments" USING btree ("tenant_id","uploader_id");--> statement-breakpoint
CREATE INDEX "attachments_unsent" ON "attachments" USING btree ("unsent_since") WHERE unsent_since is not null;