#!/usr/bin/env bash
# A sweep as a job array: each job is one plain run on its own node, and all fill one ledger. Submit it with
#
#   sbatch --array=0-7 --cpus-per-task=16 --time=4:00:00 array.sh SWEEP.yaml --output /shared/runs/NAME [key=value …]
#
# A job that its limit cuts short commits what it has and is put back into the queue, until its part is done.
#SBATCH --job-name=phasegrid
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:USR1@30
#SBATCH --output=phasegrid-%A_%a.log
set -uo pipefail

phasegrid=${PHASEGRID_HOME:?Set PHASEGRID_HOME to the runnable directory}/bin/phasegrid
job=$SLURM_JOB_ID
if [ -n "${SLURM_ARRAY_JOB_ID:-}" ]; then job=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID; fi
if [ -z "${SLURM_JOB_END_TIME:-}" ]; then
    SLURM_JOB_END_TIME=$(date -d "$(squeue -h -j "$job" -o %e)" +%s) && export SLURM_JOB_END_TIME
fi

# A run that doesn't stop in time is put back into the queue too, three seconds before the limit would end it for good.
late=
if [ "${SLURM_JOB_END_TIME:-0}" -gt 0 ]; then
    ({ sleep $((SLURM_JOB_END_TIME - $(date +%s) - 3)); } 2> /dev/null && exec scontrol requeue "$job") &
    late=$!
fi

"$phasegrid" run "$@" --part "${SLURM_ARRAY_TASK_ID:-0}/${SLURM_ARRAY_TASK_COUNT:-1}" \
    --master "local[${SLURM_CPUS_PER_TASK:-1}]" &
run=$!
told=
trap 'told=1; kill -USR1 $run' USR1 TERM
status=0
wait $run || status=$?
# The signal ends the first wait; the run itself ends a little later.
while kill -0 $run 2> /dev/null; do wait $run && status=0 || status=$?; done

if [ -n "$late" ]; then pkill -P $late || exit $status; fi
# A run that was told before it could listen was ended by the signal, and has nothing to lose.
if [ $status = 75 ] || { [ -n "$told" ] && [ $status -gt 128 ]; }; then
    trap '' TERM USR1
    scontrol requeue "$job" || echo "Cannot requeue: submit the same command again to go on"
fi
exit $status
