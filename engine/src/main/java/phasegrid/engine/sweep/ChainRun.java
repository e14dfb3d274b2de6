package phasegrid.engine.sweep;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
            if (in.read() >= 0) {
                throw new IOException("bytes are left over");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot run leg " + address.leg() + " from the " + state.length + " bytes of the state before: "
                            + e.getMessage(),
                    e);
        }
        return new BatchResult(rows(), end.toByteArray());
    }

    private List<Row> rows() {
        return IntStream.range(0, served.size())
                .mapToObj(s -> runner.row(served.get(s), address, cells.get(s)))
                .toList();
    }

    private void leg(long disorder, DataInputStream in, DataOutputStream out) throws IOException {
        Q quench = runner.quench(disorder);
        if (address.leg() == 0) {
            runner.block().place(disorder, address.thermal(), 0);
            chain.start(quench, runner.block());
        } else {
            chain.load(quench, in);
        }
        passes(quench, disorder);
        chain.save(out);
    }

    private void passes(Q quench, long disorder) {
        long before = shape.passesBefore(address.leg());
        long passes = shape.passes(address.leg());
        long bin = Math.max(1, passes / PayloadLayout.MOST_CELLS);
        for (long p = 1; p <= passes; p++) {
            runner.block().place(disorder, address.thermal(), before + p);
            chain.pass(quench, runner.block());
            if (asked(before + p)) {
                chain.measure(quench, runner.recording());
                runner.recording().next();
                add(before + p, (p - 1) % bin == 0);
            }
        }
    }

    private boolean asked(long pass) {
        for (int s = 0; s < served.size(); s++) {
            if (asked(s, pass)) {
                return true;
            }
        }
        return false;
    }

    private boolean asked(int s, long pass) {
        return served.get(s).pass() == 0 || served.get(s).pass() == pass;
    }

    private void add(long pass, boolean newBin) {
        for (int s = 0; s < served.size(); s++) {
            if (asked(s, pass)) {
                Cell[] now = runner.cells(served.get(s).rung(), 0, shape.granule());
                BatchRunner.add(cells.get(s), now, newBin || served.get(s).pass() == pass);
            }
        }
    }
}
