#!/usr/bin/env bash
# Tries both scripts on a Slurm of one node on this machine, for which it must be root on Debian or Ubuntu: installs
# Slurm, munge and a database where they are missing, starts them with a configuration of their own, has an array of
# two jobs and an allocation cut short by a limit of a minute again and again, compares each table with that of a run
# that was not cut, prints Slurm's accounting and stops what it has started.
#
# CUT_REPLICAS  how much work the sweep is (usual: 120000, of which a minute cuts a run on two cores three times or more)
# LIMIT         minutes after which jobs are cut (usual: 1)
# TRY           what to try (usual: "array allocation")
# KEEP          when set, the folder of logs and results stays
set -euo pipefail
umask 022

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
PHASEGRID_HOME=${PHASEGRID_HOME:-$here/../target/phasegrid}
[ -d "$PHASEGRID_HOME/jars" ] || PHASEGRID_HOME=$here/../..
PHASEGRID_HOME=$(cd "$PHASEGRID_HOME" && pwd -P)
export PHASEGRID_HOME PHASEGRID_NO_CDS=1
[ "$(id -u)" = 0 ] || { echo "Cannot try Slurm: only root can start it. Use sudo." >&2; exit 2; }
for program in slurmctld munged slurmdbd mariadbd; do
    if ! command -v $program > /dev/null; then
        apt-get -q update
        DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends \
            slurm-wlm munge slurmdbd mariadb-server-core mariadb-client-core
        break
    fi
done

work=$(mktemp -d)
chmod 755 "$work"
host=$(hostname -s)
export SLURM_CONF=$work/slurm.conf
pids=()
stop() {
    scancel --user root 2> /dev/null || true
    # A job has KillWait to end; its processes would outlive the daemons.
    for _ in $(seq 30); do
        if ! squeue -h 2> /dev/null | grep -q .; then break; fi
        sleep 1
    done
    for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || true; done
    wait 2> /dev/null || true
    if [ -f "$work/munge/munged.pid" ]; then kill "$(cat "$work/munge/munged.pid")" 2> /dev/null || true; fi
    [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap stop EXIT

mkdir -p "$work"/{state,spool,munge,jobs,database}
chown munge: "$work/munge"
chmod 711 "$work/munge"
dd if=/dev/urandom of="$work/munge/key" bs=1 count=128 2> /dev/null
chown munge: "$work/munge/key"
chmod 400 "$work/munge/key"
runuser -u munge -- munged --key-file "$work/munge/key" --socket "$work/munge/socket" --pid-file "$work/munge/munged.pid" \
    --log-file "$work/munge/munged.log" --seed-file "$work/munge/seed"

# The database is reached through its socket alone, which only root can.
chmod 700 "$work/database"
export MYSQL_UNIX_PORT=$work/database/socket
mariadb-install-db --no-defaults --user=root --datadir="$work/database" --skip-test-db > "$work/database.log" 2>&1
mariadbd --no-defaults --user=root --datadir="$work/database" --socket="$MYSQL_UNIX_PORT" --skip-networking \
    --skip-grant-tables >> "$work/database.log" 2>&1 & pids+=($!)
cat > "$work/slurmdbd.conf" << CONF
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
DbdHost=localhost
DbdPort=17819
SlurmUser=root
StorageType=accounting_storage/mysql
StorageHost=localhost
StorageUser=root
StorageLoc=accounting
PidFile=$work/slurmdbd.pid
LogFile=$work/slurmdbd.log
CONF
chmod 600 "$work/slurmdbd.conf"

cat > "$SLURM_CONF" << CONF
ClusterName=try
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=17817
SlurmdPort=17818
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=localhost
AccountingStoragePort=17819
AccountingStoragePass=$work/munge/socket
JobRequeue=1
KillWait=20
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=6000 State=UNKNOWN
PartitionName=try Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
for _ in $(seq 60); do
    if [ -S "$MYSQL_UNIX_PORT" ]; then break; fi
    sleep 0.5
done
slurmdbd -D > "$work/slurmdbd.out" 2>&1 & pids+=($!)
for _ in $(seq 60); do
    if sacctmgr -i add cluster try > /dev/null 2>&1 || sacctmgr -n list cluster 2> /dev/null | grep -q try; then break; fi
    sleep 0.5
done
slurmctld -D -f "$SLURM_CONF" > "$work/slurmctld.out" 2>&1 & pids+=($!)
slurmd -D -f "$SLURM_CONF" > "$work/slurmd.out" 2>&1 & pids+=($!)
for _ in $(seq 60); do
    if sinfo -h -o %t 2> /dev/null | grep -q idle; then break; fi
    sleep 0.5
done
sinfo

sweep=$PHASEGRID_HOME/sweeps/quickstart.yaml
effort=replicas=${CUT_REPLICAS:-120000}
table() { "$PHASEGRID_HOME/bin/phasegrid" table "$sweep" "$effort" --output "$1" --hash 2> /dev/null; }
# Waits for the end of a job, requeued or not. Slurm starts a requeued job two minutes later; here after ten seconds, by
# when the node has forgotten the run before.
finish() {
    local waiting=
    while squeue -h -j "$1" -o '%T' 2> /dev/null | grep -q .; do
        for id in $waiting; do scontrol update "JobId=$id" StartTime=now 2> /dev/null || true; done
        waiting=$(squeue -h -r -j "$1" -t PD -o '%i')
        sleep 10
    done
}

cd "$work/jobs"
for what in ${TRY:-array allocation}; do
    case $what in
        array) job=("--time=${LIMIT:-1}" --array=0-1 --cpus-per-task=1 --mem=2000) ;;
        allocation) job=("--time=${LIMIT:-1}" --nodes=1 --cpus-per-task=2 --mem=4000) ;;
    esac
    # A job that was killed without warning isn't requeued: as an operator would, submit the same again, twice at most.
    for _ in 1 2 3; do
        id=$(sbatch --parsable --job-name="$what" --signal=B:USR1@5 "${job[@]}" --output="$what-%a.log" \
            "$here/$what.sh" "$sweep" "$effort" --output "$work/$what")
        echo "$what is job $id"
        finish "$id"
        if "$PHASEGRID_HOME/bin/phasegrid" status "$sweep" "$effort" --output "$work/$what" > /dev/null 2>&1; then break; fi
    done
done
sbatch --wait --job-name=uncut --time=60 --cpus-per-task=2 --mem=4000 --output=uncut.log "$here/array.sh" "$sweep" "$effort" --output "$work/uncut"

echo "What the jobs said:"
grep -h -E 'Stopped|batches computed|Cannot|is committed' ./*.log
echo "Slurm's accounting, a line for every time that a job ran:"
sacct -a -D -X --starttime=today --format=JobID%8,JobName%14,State%12,ExitCode,Start,End,Elapsed,Timelimit,NCPUS
uncut=$(table "$work/uncut")
for cut in ${TRY:-array allocation}; do
    echo "$cut: cut $(cat "$cut"-*.log | grep -c 'Stopped by') times"
    hash=$(table "$work/$cut")
    [ "$hash" = "$uncut" ] || { echo "$cut: $hash differs from the uncut run's $uncut" >&2; exit 1; }
    echo "$cut: $hash, as the uncut run"
done
