# One image for the web server, the worker and the one-shot upgrade step; see docker-compose.yml.

FROM python:3.13-slim AS packages
COPY requirements.txt .
RUN python3 -m venv /opt/venv \
 && /opt/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-input \
    --require-hashes -r requirements.txt

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VAR_DIR=/data STATIC_ROOT=/app/collected
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent masthead \
 && mkdir -p /data/media /data/originals /data/static && chown -R masthead: /data
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY manage.py ./
COPY accounts accounts
COPY blog blog
COPY templates templates
COPY static static
# The key only lets the settings load; the image keeps neither it nor a database.
RUN SECRET_KEY=build VAR_DIR=/tmp/build python manage.py collectstatic --no-input --verbosity 0 \
 && python -m compileall -q accounts blog && rm -rf /tmp/build
USER masthead
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-m", "blog.health"]
CMD ["gunicorn", "--config", "python:blog.gunicorn", "--bind", "0.0.0.0:8000", "blog.wsgi"]
