CREATE TABLE "notification_deliveries" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"channel" text NOT NULL,
	"target_id" text COLLATE "C" NOT NULL,
	"notification_id" text COLLATE "C",
	"collapse_key" text COLLATE "C",
	"told_key" text COLLATE "C" NOT NULL,
	"type" text NOT NULL,
	"priority" text NOT NULL,
	"actor_id" text COLLATE "C",
	"conversation_id" text COLLATE "C",
	"thread_root_seq" integer,
	"message_seq" integer,
	"content" jsonb,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"status" text DEFAULT 'PENDING' NOT NULL,
	"rule" text,
	"due_at" timestamp (3) with time zone NOT NULL,
	"lease_id" uuid,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"first_attempt_at" timestamp (3) with time zone,
	"attempts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "notification_deliveries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "notification_delivery_lanes" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"channel" text NOT NULL,
	"lease_id" uuid,
	"lease_until" timestamp (3) with time zone,
	"wake_at" timestamp (3) with time zone,
	CONSTRAINT "notification_delivery_lanes_tenant_id_channel_pk" PRIMARY KEY("tenant_id","channel")
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "notification_delivery_id" text COLLATE "C";--> statement-breakpoint
CREATE UNIQUE INDEX "notification_deliveries_waiting" ON "notification_deliveries" USING btree ("tenant_id","user_id","channel","target_id","told_key") WHERE status = 'PENDING' and lease_id is null;--> statement-breakpoint
CREATE INDEX "notification_deliveries_due" ON "notification_deliveries" USING btree ("tenant_id","channel","due_at") WHERE status = 'PENDING';--> statement-breakpoint
CREATE INDEX "notification_deliveries_newest" ON "notification_deliveries" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notification_deliveries_user" ON "notification_deliveries" USING btree ("tenant_id","user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notification_deliveries_notification" ON "notification_deliveries" USING btree ("tenant_id","notification_id") WHERE notification_id is not null;--> statement-breakpoint
CREATE INDEX "notification_deliveries_actor" ON "notification_deliveries" USING btree ("tenant_id","actor_id") WHERE actor_id is not null;--> statement-breakpoint
CREATE INDEX "notification_deliveries_failed" ON "notification_deliveries" USING btree ("tenant_id","created_at","id") WHERE status = 'FAILED';--> statement-breakpoint
CREATE INDEX "notification_deliveries_settled_at" ON "notification_deliveries" USING btree ("settled_at") WHERE settled_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_notification" ON "webhook_deliveries" USING btree ("tenant_id","notification_delivery_id","endpoint_id") WHERE notification_delivery_id is not null;