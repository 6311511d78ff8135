# The server with its built-in model, on a CPU. docs/serving.md says how it is run; compose.yaml runs it.
FROM python:3.12-slim AS build
WORKDIR /source
# PyTorch's CPU builds: by PyPI alone several GB of CUDA come along.
ARG PIP_EXTRA_INDEX_URL
# Of pyproject.toml: office files, and pictures of pages.
ARG EXTRAS=docs,ocr
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY src src
RUN python -m venv /opt/sensorium && /opt/sensorium/bin/pip install --no-cache-dir --constraint constraints.txt ".[$EXTRAS]"

FROM python:3.12-slim
COPY --from=build /opt/sensorium /opt/sensorium
RUN groupadd --gid 10001 sensorium \
    && useradd --uid 10001 --gid 10001 --home-dir /data --shell /usr/sbin/nologin sensorium \
    && install --directory --owner 10001 --group 10001 --mode 700 /data
ENV PATH=/opt/sensorium/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/ready', timeout=4)"]
ENTRYPOINT ["sensorium"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000", "--keep", "/data", "--log"]
