package phasegrid.engine.sweep;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.statistics.Cell;

/**
 * Runs one leg of the chains of a batch, disorder sample by disorder sample. Every leg begins with load (the first with
 * start) and ends with save, and every pass begins with fresh streams of that pass's epoch, so that where legs are cut
 * leaves no trace.
 */
final class ChainRun<P extends Record, Q> {
    private final BatchRunner<P, Q> runner;
    private final Simulation.Chain<Q> chain;
    private final Address address;
    private final BatchShape shape;
    private final List<Track.Served<P>> served;
    private final List<List<Cell[]>> cells = new ArrayList<>();

    ChainRun(BatchRunner<P, Q> runner, Simulation.Chain<Q> chain, Address address) {
        this.runner = runner;
        this.chain = chain;
        this.address = address;
        shape = runner.shape();
        served = runner.track().served().stream()
                .filter(s -> shape.reads(s, address.leg()))
                .toList();
        served.forEach(s -> cells.add(new ArrayList<>()));
    }

    BatchResult run(byte[] state) {
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
                DataOutputStream out = new DataOutputStream(end)) {
            for (int i = 0; i < shape.disorder(); i++) {
                leg(runner.disorder(address, i), in, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot go on from the state of leg " + (address.leg() - 1), e);
        }
        List<Row> rows = new ArrayList<>();
        for (int s = 0; s < served.size(); s++) {
            rows.add(runner.row(served.get(s), address, cells.get(s)));
        }
        return new BatchResult(rows, end.toByteArray());
    }

    private void leg(long disorder, DataInputStream in, DataOutputStream out) throws IOException {
        Q quench = runner.quench(disorder);
        StreamBlock block = new StreamBlock(runner.track().key(), 1, shape.granule());
        block.place(disorder, address.thermal(), 0);
        if (address.leg() == 0) {
            chain.start(quench, block);
        } else {
            chain.load(quench, in);
        }
        passes(quench, block, disorder);
        chain.save(out);
    }

    private void passes(Q quench, StreamBlock block, long disorder) {
        long passes = shape.passes(address.leg());
        long bin = Math.max(1, passes / PayloadLayout.MOST_CELLS);
        Recording recording = runner.recording(shape.granule());
        for (long p = 1; p <= passes; p++) {
            long pass = shape.passesBefore(address.leg()) + p;
            block.place(disorder, address.thermal(), pass);
            chain.pass(quench, block);
            if (asked(pass)) {
                chain.measure(quench, recording);
                recording.next();
                add(recording, pass, (p - 1) % bin == 0);
            }
        }
    }

    private boolean asked(long pass) {
        return served.stream().anyMatch(s -> s.pass() == 0 || s.pass() == pass);
    }

    private void add(Recording recording, long pass, boolean newBin) {
        for (int s = 0; s < served.size(); s++) {
            Track.Served<P> point = served.get(s);
            if (point.pass() == 0 || point.pass() == pass) {
                Cell[] now = runner.cells(recording, point.rung(), 0, shape.granule());
                add(cells.get(s), now, newBin || point.pass() == pass);
            }
        }
    }

    private static void add(List<Cell[]> bins, Cell[] now, boolean newBin) {
        if (newBin) {
            bins.add(now);
            return;
        }
        Cell[] last = bins.get(bins.size() - 1);
        Arrays.setAll(last, i -> last[i].merge(now[i]));
    }
}
