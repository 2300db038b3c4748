# The app of the Supervisor, and the same image for a plain container. The build context is the whole repository.

FROM node:24-trixie-slim AS made
# What runs: without what builds and tests, without a second Node, and without the embedded database, which the app has no use for.
WORKDIR /running
COPY .npmrc package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional && rm -r node_modules/@electric-sql
# What builds the page.
WORKDIR /opt/homeops
COPY .npmrc package.json package-lock.json ./
RUN npm ci --ignore-scripts && rm -rf node_modules/node-linux-*
COPY db db
COPY server server
COPY frontend-card frontend-card
RUN node frontend-card/build.ts && rm frontend-card/dist/page/assets/*.map

FROM debian:trixie-slim
# PostgreSQL makes no cluster of its own, and goes without what HomeOps never asks for: its compiler, and Debian's tools around it.
RUN set -e; \
    mkdir -p /etc/postgresql-common; \
    echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf; \
    apt-get update; \
    export DEBIAN_FRONTEND=noninteractive; \
    apt-get install -y -qq --no-install-recommends postgresql-17 postgresql-17-pgvector; \
    dpkg --purge --force-depends libllvm19 libz3-4 perl perl-modules-5.40 libperl5.40 locales libc-l10n; \
    rm /etc/ssl/private/ssl-cert-snakeoil.key; \
    rm -rf /usr/lib/postgresql/17/lib/bitcode /usr/lib/postgresql/17/lib/llvmjit* /var/lib/apt/lists/* /var/cache/* /var/log/*; \
    useradd --system --user-group --no-create-home --home-dir /data homeops; \
    install -d -o homeops -g homeops -m 700 /data; \
    ln -s /opt/homeops/addon/backup-pre /usr/bin/homeops-backup-pre; \
    ln -s /opt/homeops/addon/backup-post /usr/bin/homeops-backup-post
COPY --from=made /usr/local/bin/node /usr/local/bin/
COPY --from=made /running/node_modules /opt/homeops/node_modules
COPY LICENSE package.json /opt/homeops/
COPY addon /opt/homeops/addon
COPY db /opt/homeops/db
COPY demo /opt/homeops/demo
COPY server /opt/homeops/server
COPY --from=made /opt/homeops/frontend-card/dist /opt/homeops/frontend-card/dist

ENV HOMEOPS_DATA=/data \
    HOMEOPS_POSTGRES=/usr/lib/postgresql/17/bin \
    HOMEOPS_HOST=0.0.0.0 \
    HOMEOPS_INGRESS_PORT=8098
EXPOSE 8099
ENTRYPOINT ["/opt/homeops/addon/entrypoint"]
HEALTHCHECK --interval=30s --timeout=10s --retries=3 --start-period=2m CMD ["/opt/homeops/addon/healthcheck"]

ARG BUILD_ARCH=amd64
ARG BUILD_VERSION=local
LABEL io.hass.type="app" \
      io.hass.arch="${BUILD_ARCH}" \
      io.hass.version="${BUILD_VERSION}" \
      org.opencontainers.image.title="HomeOps" \
      org.opencontainers.image.description="The memory and operations centre of a Home Assistant home" \
      org.opencontainers.image.source="https://github.com/homeops/homeops" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${BUILD_VERSION}"
