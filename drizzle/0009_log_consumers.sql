CREATE TABLE "log_consumers" (
	"name" text PRIMARY KEY NOT NULL,
	"epoch" uuid NOT NULL,
	"since" text NOT NULL,
	"target" text,
	"after" jsonb
);
