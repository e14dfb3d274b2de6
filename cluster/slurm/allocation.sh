#!/usr/bin/env bash
# One sweep on all nodes of an allocation: starts a Spark Master here, a Worker on every node, and the run. Submit it with
#
#   sbatch --nodes=8 --cpus-per-task=16 --mem=64G --time=4:00:00 allocation.sh SWEEP.yaml --output /shared/runs/NAME
#
# A run that the limit cuts short commits what it has and the job is put back into the queue, until the sweep is done.
#SBATCH --job-name=phasegrid
#SBATCH --ntasks-per-node=1
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:USR1@30
#SBATCH --output=phasegrid-%j.log
set -uo pipefail
umask 077

home=${PHASEGRID_HOME:?Set PHASEGRID_HOME to the runnable directory}
state=$PWD/.phasegrid-$SLURM_JOB_ID
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
host=$(hostname)
port=$((20000 + SLURM_JOB_ID % 20000))
cores=${SLURM_CPUS_PER_TASK:-1}
memory=$((${SLURM_MEM_PER_NODE:-4096} * 3 / 4))m
if [ -z "${SLURM_JOB_END_TIME:-}" ]; then
    SLURM_JOB_END_TIME=$(date -d "$(squeue -h -j "$SLURM_JOB_ID" -o %e)" +%s) && export SLURM_JOB_END_TIME
fi

# A run that doesn't stop in time is put back into the queue too, three seconds before the limit would end it for good.
late=
if [ "${SLURM_JOB_END_TIME:-0}" -gt 0 ]; then
    ({ sleep $((SLURM_JOB_END_TIME - $(date +%s) - 3)); } 2> /dev/null && exec scontrol requeue "$SLURM_JOB_ID") &
    late=$!
fi

export SPARK_HOME=$home SPARK_SCALA_VERSION=2.13
unset SPARK_CONF_DIR
opens=
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.util.calendar; do
    opens="$opens --add-opens=java.base/$package=ALL-UNNAMED"
done
# The first compiler alone: such a process does little, and is there sooner.
daemon="$java -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 $opens -cp $home/jars/*"

mkdir -p "$state"
cat > "$state/spark.conf" << CONF
spark.authenticate            true
spark.authenticate.secret     $(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
spark.network.crypto.enabled  true
spark.executor.cores          $cores
spark.executor.memory         $memory
spark.ui.enabled              false
spark.master.rest.enabled     false
spark.ui.killEnabled          false
CONF

set -f
# shellcheck disable=SC2086
$daemon org.apache.spark.deploy.master.Master --host "$host" --port $port --webui-port 0 \
    --properties-file "$state/spark.conf" > "$state/master.log" 2>&1 &
master=$!
for _ in $(seq 240); do
    if grep -qs 'elected leader' "$state/master.log"; then break; fi
    sleep 0.25
done
# The Worker dies with its step; an unlucky node is only slower.
srun --ntasks-per-node=1 --kill-on-bad-exit=0 bash -c "set -f; exec $daemon org.apache.spark.deploy.worker.Worker \
    spark://$host:$port --host \$(hostname) --webui-port 0 --cores $cores --memory $memory \
    --work-dir ${SLURM_TMPDIR:-/tmp}/phasegrid-$SLURM_JOB_ID --properties-file $state/spark.conf" \
    > "$state/workers.log" 2>&1 &
workers=$!
set +f

jars=
for jar in "$home"/app/*.jar; do
    case $jar in */jobs-*) main=$jar ;; *) jars=$jars${jars:+,}$jar ;; esac
done
# shellcheck disable=SC2086
"$java" -Xmx2g --add-modules jdk.incubator.vector $opens "-Dphasegrid.log=$state/driver.log" \
    -cp "$home/jars/*:$home/app/*" org.apache.spark.deploy.SparkSubmit \
    --master "spark://$host:$port" --properties-file "$state/spark.conf" --conf "spark.driver.host=$host" \
    --jars "$jars${PHASEGRID_JARS:+,${PHASEGRID_JARS//:/,}}" --class phasegrid.jobs.cli.Phasegrid "$main" run "$@" &
run=$!
told=
trap 'told=1; kill -USR1 $run' USR1 TERM
status=0
wait $run || status=$?
# The signal ends the first wait; the run itself ends a little later.
while kill -0 $run 2> /dev/null; do wait $run && status=0 || status=$?; done

kill $workers $master 2> /dev/null
wait $workers $master 2> /dev/null
rm -f "$state/spark.conf"
if [ -n "$late" ]; then pkill -P $late || exit $status; fi
# A run that was told before it could listen was ended by the signal, and has nothing to lose.
if [ $status = 75 ] || { [ -n "$told" ] && [ $status -gt 128 ]; }; then
    trap '' TERM USR1
    scontrol requeue "$SLURM_JOB_ID" || echo "Cannot requeue: submit the same command again to go on"
fi
exit $status
