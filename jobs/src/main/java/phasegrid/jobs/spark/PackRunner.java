package phasegrid.jobs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.definition.Data;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.BatchResult;
import phasegrid.engine.sweep.BatchRunner;
import phasegrid.jobs.table.Circumstances;
import phasegrid.jobs.table.Provenance;

/**
 * Runs the batches of a pack where it has arrived. A batch that throws is an outcome, not a failure of the task; its
 * track's simulation, which it may have left in any state, is made anew for the next.
 */
final class PackRunner {
    private final String workLog;
    private final Data data;
    private final Runnable stopHere;

    /**
     * A runner that appends each batch as it begins to {@code workLog}, where that isn't empty, and calls {@code stopHere}
     * between batches, which throws where the task is to end.
     */
    PackRunner(String workLog, Data data, Runnable stopHere) {
        this.workLog = workLog;
        this.data = data;
        this.stopHere = stopHere;
    }

    List<Outcome> run(Pack pack) {
        List<Outcome> outcomes = new ArrayList<>();
        pack.loads().forEach(load -> run(load, outcomes));
        return outcomes;
    }

    private void run(Pack.Load load, List<Outcome> outcomes) {
        BatchRunner<?, ?> runner = null;
        for (int i = 0; i < load.addresses().size(); i++) {
            stopHere.run();
            String track = load.parcel().track();
            Address address = load.addresses().get(i);
            long before = cpuTime();
            try {
                log(track, address);
                runner = runner == null ? runner(load.parcel()) : runner;
                BatchResult result = runner.run(address, load.states().get(i));
                outcomes.add(new Outcome(track, address, result.rows(), result.state(), "", circumstances(before)));
            } catch (RuntimeException | Error e) {
                runner = null;
                outcomes.add(new Outcome(track, address, List.of(), new byte[0], reason(e), circumstances(before)));
            }
        }
    }

    private BatchRunner<?, ?> runner(Parcel parcel) {
        return runner(KnownModels.of(parcel.model()), parcel);
    }

    private <P extends Record, Q> BatchRunner<P, Q> runner(Definition<P, Q> definition, Parcel parcel) {
        return BatchRunner.of(definition, parcel.unpack(definition), KnownModels.QUENCHED, data);
    }

    private static String reason(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e + (trace.length > 0 ? " at " + trace[0] : "");
    }

    private static Circumstances circumstances(long before) {
        return Provenance.here().circumstances((cpuTime() - before) * 1e-9);
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void log(String track, Address address) {
        if (workLog.isEmpty()) {
            return;
        }
        String line = track + " " + address.disorder() + " " + address.thermal() + " " + address.leg() + "\n";
        try {
            Files.writeString(
                    Path.of(workLog),
                    line,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the work log " + workLog, e);
        }
    }
}
