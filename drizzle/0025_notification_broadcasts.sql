CREATE TABLE "notification_broadcasts" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"creator_id" text COLLATE "C" NOT NULL,
	"client_id" text COLLATE "C" NOT NULL,
	"request_hash" text NOT NULL,
	"status" text DEFAULT 'PENDING' NOT NULL,
	"segment" jsonb NOT NULL,
	"user_ids" jsonb,
	"notification" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"step" integer DEFAULT 0 NOT NULL,
	"moved_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"after_user_id" text COLLATE "C",
	"users_counted" integer DEFAULT 0 NOT NULL,
	"users_total" integer,
	"users_done" integer DEFAULT 0 NOT NULL,
	"decision_counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "notification_broadcasts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "notification_broadcasts_client_id" ON "notification_broadcasts" USING btree ("tenant_id","creator_id","client_id");--> statement-breakpoint
CREATE INDEX "notification_broadcasts_moved_at" ON "notification_broadcasts" USING btree ("moved_at") WHERE finished_at is null;