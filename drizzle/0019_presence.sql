CREATE TABLE "presence" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"manual_status" text,
	"manual_until" timestamp (3) with time zone,
	"custom_status" jsonb,
	"last_seen_at" timestamp (3) with time zone,
	"shown_custom_status" jsonb,
	"shown_last_seen_at" timestamp (3) with time zone,
	CONSTRAINT "presence_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;