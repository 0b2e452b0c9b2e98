CREATE TABLE "location_selected" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"selected_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "location_selected_tenant_id_user_id_selected_id_pk" PRIMARY KEY("tenant_id","user_id","selected_id")
);
--> statement-breakpoint
CREATE TABLE "location_sharing" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"audience" text DEFAULT 'NOBODY' NOT NULL,
	"precision" text DEFAULT 'APPROXIMATE' NOT NULL,
	"share_id" uuid,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "location_sharing_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "location_selected" ADD CONSTRAINT "location_selected_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "location_selected" ADD CONSTRAINT "location_selected_tenant_id_selected_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","selected_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "location_sharing" ADD CONSTRAINT "location_sharing_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "location_selected_by" ON "location_selected" USING btree ("tenant_id","selected_id");