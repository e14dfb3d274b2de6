#!/usr/bin/env bash
# Submits a verb to Kubernetes: submit.sh run s3a://bucket/s.yaml --output s3a://bucket/runs/s
#
# PHASEGRID_MASTER  k8s://https://HOST:PORT
# PHASEGRID_IMAGE   the image made from Dockerfile
# NAMESPACE         where pods run (usual: default)
# SUBMIT            what to run (usual: spark-submit); SUBMIT="echo spark-submit" shows the command
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
java_options="--add-modules=jdk.incubator.vector --add-opens=java.base/java.nio=ALL-UNNAMED"
# shellcheck disable=SC2086
exec ${SUBMIT:-spark-submit} --master "${PHASEGRID_MASTER:?Set PHASEGRID_MASTER to k8s://https://HOST:PORT}" \
    --deploy-mode cluster --name phasegrid --properties-file spark-defaults.conf \
    --conf "spark.kubernetes.namespace=${NAMESPACE:-default}" \
    --conf "spark.kubernetes.container.image=${PHASEGRID_IMAGE:?Set PHASEGRID_IMAGE to the image to run}" \
    --driver-java-options "$java_options" --conf "spark.executor.extraJavaOptions=$java_options" \
    --class phasegrid.jobs.cli.Phasegrid local:///opt/phasegrid/phasegrid-site.jar "$@"
