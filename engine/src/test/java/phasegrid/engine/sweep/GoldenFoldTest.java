package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.statistics.Cell;
import phasegrid.engine.testing.Everything;
import phasegrid.engine.testing.GaussianField;
import phasegrid.engine.testing.Pinned;
import phasegrid.engine.testing.SharedNoise;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.TwoStates;

/** The bits of rows folded from payloads that are made by counting, so that no stream takes part. */
class GoldenFoldTest {
    @Test
    void theFoldOfGivenPayloadsIsWhatItWas() {
        List<String> lines = new ArrayList<>();
        folded(Definition.of(new Everything()), "d=4", Effort.of(40), lines);
        folded(Definition.of(new SharedNoise()), "work=65536", Effort.of(12), lines);
        folded(Definition.of(new GaussianField()), "work=4194304", new Effort(8, 3, 0), lines);
        folded(Definition.of(new TwoStates()), "work=4194304 t=2,inf", new Effort(6, 2, 300), lines);
        folded(Definition.of(new TwoStates()), "work=16777216 t=inf", new Effort(1, 1, 300), lines);
        Pinned.check(
                "fold.txt", lines, "every table made before now differs; if that is wanted, say so in the changelog");
    }

    private static <P extends Record> void folded(
            Definition<P, ?> definition, String words, Effort effort, List<String> lines) {
        Track<P> track = Sweeps.track(definition, 0, words);
        BatchShape shape = BatchShape.of(definition, track);
        for (Track.Served<P> served : track.served()) {
            List<Row> rows = Wanted.of(shape, track, effort)
                    .addresses()
                    .filter(a -> shape.reads(served, a.leg()))
                    .map(a -> row(definition, shape, served, a))
                    .toList();
            Measured measured = Fold.of(definition, track).fold(served, rows, effort);
            lines.add(definition.model().card().id() + " " + words + " pass " + served.pass() + ": "
                    + measured.disorder() + " x " + measured.thermal() + ", " + measured.replicas() + ", "
                    + measured.failed() + " failed, " + measured.status().text());
            measured.measurements().forEach((name, m) -> lines.add("  " + name + " " + bits(m)));
        }
    }

    private static String bits(Measurement m) {
        double[] all = {
            m.estimate().mean(),
            m.estimate().stderr(),
            m.interval().low(),
            m.interval().high(),
            m.within(),
            m.between(),
            m.tau(),
            m.effective(),
            m.rHat()
        };
        StringBuilder text =
                new StringBuilder(m.estimate().count() + "-" + m.estimate().failed());
        for (double value : all) {
            text.append(' ').append(Double.isNaN(value) ? "nan" : Double.toHexString(value));
        }
        return text.toString();
    }

    private static Row row(Definition<?, ?> definition, BatchShape shape, Track.Served<?> served, Address a) {
        int bins = !shape.chain() ? 1 : served.pass() > 0 ? 1 : (int) Math.min(16, shape.passes(a.leg()));
        int cells = definition.quenched() || shape.chain() ? shape.disorder() * bins : Math.min(16, shape.disorder());
        List<Cell[]> made = new ArrayList<>();
        for (int c = 0; c < cells; c++) {
            Cell[] cell = new Cell[definition.scalars().size()];
            for (int s = 0; s < cell.length; s++) {
                cell[s] = cell(
                        definition.scalars().get(s).event(),
                        131 * a.disorder() + 31 * a.thermal() + 7 * (int) a.leg() + 3 * c + s);
            }
            made.add(cell);
        }
        return new Row(
                served.point().key(), a, new PayloadLayout(definition.scalars().size()).encode(made));
    }

    /** Eight numbers between 0 and 1 that follow from {@code i}. */
    private static Cell cell(boolean event, int i) {
        double[] values = new double[8];
        for (int k = 0; k < values.length; k++) {
            int mixed = (i * 37 + k * 53 + (i * i * k) % 29) % 97;
            values[k] = event ? mixed % 2 : mixed / 97.0;
        }
        return Cell.of(values);
    }
}
