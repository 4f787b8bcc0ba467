# The page as static files behind nginx, without root, on port 8080:
#   docker build -t mmoe-lab . && docker run --rm -p 8080:8080 mmoe-lab
FROM node:22 AS build
WORKDIR /lab
COPY package.json package-lock.json ./
# Scripts of packages prepare what only the tests use.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
ARG MMOE_LAB_URL=""
RUN npm run build && node scripts/headers.mjs > nginx.conf && find dist -name '*.map' -delete

FROM nginxinc/nginx-unprivileged:alpine
COPY --from=build /lab/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /lab/dist /usr/share/nginx/html
EXPOSE 8080
