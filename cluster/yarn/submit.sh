#!/usr/bin/env bash
# Submits a verb to YARN with the site's own spark-submit: submit.sh run hdfs:///sweeps/s.yaml --output hdfs:///runs/s
#
# PHASEGRID_JAR   phasegrid-site.jar (usual: beside the runnable directory)
# PHASEGRID_JARS  jars of your own models, separated by colons
# PHASEGRID_JDK   an archive of a JDK 17 or newer on HDFS, where the nodes' own is older
# PHASEGRID_KEYTAB, PHASEGRID_PRINCIPAL  for runs that outlive a Kerberos ticket
# SUBMIT          what to run (usual: spark-submit); SUBMIT="echo spark-submit" shows the command
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
jar=${PHASEGRID_JAR:-$here/../target/phasegrid-site.jar}
java_options="--add-modules=jdk.incubator.vector --add-opens=java.base/java.nio=ALL-UNNAMED"
options=(--master yarn --deploy-mode cluster --name "phasegrid $*" --properties-file "$here/spark-defaults.conf"
    --class phasegrid.jobs.cli.Phasegrid --driver-java-options "$java_options"
    --conf "spark.executor.extraJavaOptions=$java_options")
if [ -n "${PHASEGRID_JARS:-}" ]; then options+=(--jars "${PHASEGRID_JARS//:/,}"); fi
if [ -n "${PHASEGRID_JDK:-}" ]; then
    options+=(--archives "$PHASEGRID_JDK#jdk" --conf spark.yarn.appMasterEnv.JAVA_HOME=./jdk
        --conf spark.executorEnv.JAVA_HOME=./jdk)
fi
if [ -n "${PHASEGRID_KEYTAB:-}" ]; then
    options+=(--keytab "$PHASEGRID_KEYTAB" --principal "${PHASEGRID_PRINCIPAL:?Set PHASEGRID_PRINCIPAL with the keytab}")
fi
# shellcheck disable=SC2086
exec ${SUBMIT:-spark-submit} "${options[@]}" "$jar" "$@"
