DROP INDEX "message_reports_sender";--> statement-breakpoint
ALTER TABLE "user_erasures" ADD COLUMN "phase" text DEFAULT 'MESSAGES' NOT NULL;--> statement-breakpoint
CREATE INDEX "message_reports_message" ON "message_reports" USING btree ("tenant_id","message_id");