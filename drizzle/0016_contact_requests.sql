CREATE TABLE "contact_requests" (
	"tenant_id" text COLLATE "C" NOT NULL,
	"requester_id" text COLLATE "C" NOT NULL,
	"addressee_id" text COLLATE "C" NOT NULL,
	"message" text,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"is_open" boolean NOT NULL,
	"is_shown" boolean NOT NULL,
	"declined_at" timestamp (3) with time zone,
	CONSTRAINT "contact_requests_tenant_id_requester_id_addressee_id_pk" PRIMARY KEY("tenant_id","requester_id","addressee_id")
);
--> statement-breakpoint
ALTER TABLE "contact_requests" ADD CONSTRAINT "contact_requests_tenant_id_requester_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","requester_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_requests" ADD CONSTRAINT "contact_requests_tenant_id_addressee_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","addressee_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_requests_open" ON "contact_requests" USING btree ("tenant_id","requester_id","requested_at","addressee_id") WHERE is_open;--> statement-breakpoint
CREATE INDEX "contact_requests_shown" ON "contact_requests" USING btree ("tenant_id","addressee_id","requested_at","requester_id") WHERE is_shown;--> statement-breakpoint
CREATE INDEX "contact_requests_addressee" ON "contact_requests" USING btree ("tenant_id","addressee_id");--> statement-breakpoint
CREATE INDEX "blocks_newest" ON "blocks" USING btree ("tenant_id","blocker_id","blocked_at","blocked_id");--> statement-breakpoint
CREATE INDEX "contacts_since" ON "contacts" USING btree ("tenant_id","user_id","since","contact_id");--> statement-breakpoint
CREATE INDEX "contacts_contact" ON "contacts" USING btree ("tenant_id","contact_id");