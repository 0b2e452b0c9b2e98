#!/usr/bin/env bash
# Alice makes a conversation with Bob, Bob listens to his stream as Server-Sent Events, Alice sends, Bob reads it.
set -euo pipefail
url=${TIDINGS_URL:-http://localhost:4000}

alice=$(curl -sf "$url/dev/token?sub=alice")
bob=$(curl -sf "$url/dev/token?sub=bob")

# graphql TOKEN QUERY
graphql() {
  curl -sf "$url/graphql" -H "Authorization: Bearer $1" -H 'Content-Type: application/json' --data-binary "{\"query\": \"$2\"}"
}

graphql "$bob" '{ viewer { user { id } } }' >/dev/null
made=$(graphql "$alice" 'mutation { createConversation(input: { clientId: \"curl\", kind: GROUP, title: \"Curl\", memberIds: [\"bob\"] }) { conversation { id } } }')
conversation=$(grep -o 'conv_[0-9a-z]*' <<<"$made" | head -n 1)

stream=$(mktemp)
curl -sfN "$url/graphql" -H "Authorization: Bearer $bob" -H 'Content-Type: application/json' -H 'Accept: text/event-stream' \
  -d '{"query": "subscription { events { __typename ... on MessageSent { message { text } } } }"}' >"$stream" &
trap 'kill %1 2>/dev/null; rm -f "$stream"' EXIT
until grep -q CaughtUp "$stream"; do sleep 0.1; done

graphql "$alice" "mutation { sendMessage(input: { conversationId: \\\"$conversation\\\", clientMessageId: \\\"$(date +%s%N)\\\", text: \\\"Hello from curl\\\" }) { message { seq } } }"
until grep -q 'Hello from curl' "$stream"; do sleep 0.1; done
grep 'Hello from curl' "$stream"
