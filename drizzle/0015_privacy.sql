CREATE TABLE "blocks" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"blocker_id" text COLLATE "C" NOT NULL,
	"blocked_id" text COLLATE "C" NOT NULL,
	"blocked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "blocks_tenant_id_blocker_id_blocked_id_pk" PRIMARY KEY("tenant_id","blocker_id","blocked_id")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"contact_id" text COLLATE "C" NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_tenant_id_user_id_contact_id_pk" PRIMARY KEY("tenant_id","user_id","contact_id")
);
--> statement-breakpoint
ALTER TABLE "privacy_settings" ADD COLUMN "visibility" text DEFAULT 'EVERYONE' NOT NULL;--> statement-breakpoint
ALTER TABLE "privacy_settings" ADD COLUMN "show_online_status" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "privacy_settings" ADD COLUMN "show_last_seen" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "privacy_settings" ADD COLUMN "invisible" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "privacy_tx" "xid8";--> statement-breakpoint
ALTER TABLE "blocks" ADD CONSTRAINT "blocks_tenant_id_blocker_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","blocker_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blocks" ADD CONSTRAINT "blocks_tenant_id_blocked_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","blocked_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_tenant_id_contact_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "blocks_blocked" ON "blocks" USING btree ("tenant_id","blocked_id");--> statement-breakpoint
CREATE INDEX "users_privacy_tx" ON "users" USING btree ("privacy_tx") WHERE privacy_tx is not null;