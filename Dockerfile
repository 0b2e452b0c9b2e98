# The server runs its TypeScript sources as they are, so stack traces name real lines.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The lockfile names the workspaces: without their manifests npm refuses to install.
COPY client/package.json ./client/
COPY server/testing/react-18/package.json ./server/testing/react-18/
# The image brings Node 24; the copy that npm installs for machines with an older one would add 120 MB. Optional
# packages as such must stay: some are the native halves of others.
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node && npm cache clean --force

# The demo application, which needs the bundler. It is served where `CHAT` is on.
FROM node:24-slim AS chat
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY client ./client
RUN npm ci --ignore-scripts
COPY scripts/build-chat.ts ./scripts/
COPY web ./web
RUN node scripts/build-chat.ts

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
WORKDIR /app
# Only used without DATABASE_URL, for the embedded database.
RUN mkdir /data && chown node:node /data
VOLUME /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY schema ./schema
COPY drizzle ./drizzle
COPY server ./server
COPY --from=chat /app/web/chat/dist ./web/chat/dist
USER node
EXPOSE 4000
# The slim image has no curl; Node itself can ask. /readyz is what the proxy asks as well.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node as the first process gets SIGTERM itself and can close its streams; npm would stand in between.
CMD ["node", "server/main.ts"]
