CREATE TABLE "privacy_settings" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"share_typing" boolean DEFAULT true NOT NULL,
	"share_read_receipts" boolean DEFAULT true NOT NULL,
	"receipts_tx" "xid8",
	CONSTRAINT "privacy_settings_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "privacy_settings" ADD CONSTRAINT "privacy_settings_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "privacy_settings_receipts_tx" ON "privacy_settings" USING btree ("receipts_tx") WHERE receipts_tx is not null;