package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.statistics.Cell;
import phasegrid.engine.testing.Exchange;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.TwoStates;

class ChainRunTest {
    private static final Definition<TwoStates.Point, Void> STATES = Definition.of(new TwoStates());
    private static final Definition<Exchange.Point, Void> EXCHANGE = Definition.of(new Exchange());

    private static String bits(List<Row> rows) {
        StringBuilder all = new StringBuilder();
        rows.forEach(row -> all.append(row.key())
                .append(row.address())
                .append(Arrays.toString(row.payload()))
                .append('\n'));
        return all.toString();
    }

    /** The values of the first scalar on a rung at every pass, from one simulation that is never saved. */
    private static <P extends Record> double[] uncut(
            Definition<P, Void> definition, Track<P> track, int rung, long disorder, long thermal, int passes) {
        Simulation.Chain<Void> chain =
                (Simulation.Chain<Void>) definition.model().simulation(track.rungs());
        int granule = definition.model().granule(track.rungs().get(0));
        StreamBlock block = new StreamBlock(track.key(), 1, granule);
        double[] values = new double[passes];
        block.place(disorder, thermal, 0);
        chain.start(null, block);
        for (int p = 1; p <= passes; p++) {
            block.place(disorder, thermal, p);
            chain.pass(null, block);
            double[] sum = new double[1];
            chain.measure(null, new Recorder() {
                @Override
                public void record(Scalar x, int replica, double value) {
                    record(x, 0, replica, value);
                }

                @Override
                public void record(Scalar x, int at, int replica, double value) {
                    sum[0] += x.equals(definition.scalars().get(0)) && at == rung ? value / granule : 0;
                }
            });
            values[p - 1] = sum[0];
        }
        return values;
    }

    @Test
    void legsGoOnAsIfNothingWereCut() {
        Track<TwoStates.Point> track = Sweeps.track(STATES, 3, "");
        List<Row> rows = Sweeps.rows(STATES, track, new Effort(64, 2, 200));
        assertThat(rows).hasSize(2 * 5);
        PayloadLayout layout = new PayloadLayout(3);
        double[] values = uncut(STATES, track, 0, 9, 1, 8 * 31);
        for (Row row : rows.subList(5, 10)) {
            long leg = row.address().leg();
            int bins = (int) Math.min(16, 8L << leg);
            int bin = (int) (8L << leg) / bins;
            int before = (int) (8 * ((1L << leg) - 1));
            assertThat(layout.cells(row.payload())).isEqualTo(64 * bins);
            for (int b = 0; b < bins; b++) {
                double[] of = Arrays.copyOfRange(values, before + b * bin, before + (b + 1) * bin);
                assertThat(layout.cell(row.payload(), 9 * bins + b, 0))
                        .isEqualTo(
                                Cell.merge(Arrays.stream(of).mapToObj(Cell::of).toList()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"work=32768", "work=262144", "work=4194304"})
    void readOutsAreTheSameWhereverLegsAreCut(String words) {
        Track<TwoStates.Point> track = Sweeps.track(STATES, 3, "t=1,5,23,32 " + words);
        BatchShape shape = BatchShape.of(STATES, track);
        List<Row> rows = Sweeps.rows(STATES, track, Effort.of(64));
        for (Track.Served<TwoStates.Point> served : track.served()) {
            double[] values = Sweeps.of(rows, served).stream()
                    .flatMap(row -> new PayloadLayout(3).cells(row.payload(), 0).stream())
                    .mapToDouble(Cell::mean)
                    .toArray();
            assertThat(values).hasSize(64);
            assertThat(values[5]).isEqualTo(uncut(STATES, track, 0, 5, 0, 32)[(int) served.pass() - 1]);
        }
        assertThat(shape.disorder() * shape.firstLeg()).isLessThanOrEqualTo(512);
    }

    @Test
    void ladderLegsGoOnToo() {
        Track<Exchange.Point> track = Sweeps.track(EXCHANGE, 3, "beta=0.5,1,2 t=100");
        List<Row> rows = Sweeps.rows(EXCHANGE, track, Effort.of(1));
        assertThat(rows).hasSize(3);
        for (int rung = 0; rung < 3; rung++) {
            Cell cell = new PayloadLayout(1).cells(rows.get(rung).payload(), 0).get(2);
            assertThat(cell.mean()).isEqualTo(uncut(EXCHANGE, track, rung, 2, 0, 100)[99]);
        }
    }

    @Test
    void addedReadOutsAndPassesLeaveEveryEarlierBit() {
        Track<TwoStates.Point> few = Sweeps.track(STATES, 3, "t=4,inf");
        Track<TwoStates.Point> many = Sweeps.track(STATES, 3, "t=1,4,77,inf");
        Effort effort = new Effort(64, 1, 20);
        List<Row> before = Sweeps.rows(STATES, few, effort);
        List<Row> after = Sweeps.rows(STATES, many, new Effort(128, 2, 150));
        for (Track.Served<TwoStates.Point> served : few.served()) {
            List<Row> kept = Sweeps.of(after, served).stream()
                    .filter(row -> before.stream().anyMatch(b -> b.address().equals(row.address())))
                    .toList();
            assertThat(bits(kept)).isEqualTo(bits(Sweeps.of(before, served)));
        }
        assertThat(Sweeps.measured(STATES, few, 1, before, effort))
                .as("what else a track serves does not change a point")
                .isEqualTo(Sweeps.measured(STATES, many, 3, after, effort));
    }

    @Test
    void aLegIsAFunctionOfTheStateBeforeIt() {
        Track<TwoStates.Point> track = Sweeps.track(STATES, 3, "granule=64");
        BatchRunner<TwoStates.Point, Void> runner = BatchRunner.of(STATES, track, new QuenchCache());
        BatchResult first = runner.run(new Address(0, 0, 0), new byte[0]);
        BatchResult second = runner.run(new Address(0, 0, 1), first.state());
        runner.run(new Address(3, 0, 0), new byte[0]);
        BatchResult again = BatchRunner.of(STATES, track, new QuenchCache()).run(new Address(0, 0, 1), first.state());
        assertThat(bits(again.rows())).isEqualTo(bits(second.rows()));
        assertThat(again.state()).isEqualTo(second.state()).hasSize(64);
        assertThat(bits(runner.run(new Address(0, 0, 1), second.state()).rows()))
                .isNotEqualTo(bits(second.rows()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void aStateOfTheWrongLengthIsRefused(int length) {
        BatchRunner<TwoStates.Point, Void> runner =
                BatchRunner.of(STATES, Sweeps.track(STATES, 3, "granule=64"), new QuenchCache());
        assertThatThrownBy(() -> runner.run(new Address(0, 0, 1), new byte[length]))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot run leg 1 from the " + length + " bytes");
    }

    @Test
    void measuringDrawsNothing() {
        Track<TwoStates.Point> sparse = Sweeps.track(STATES, 3, "t=31");
        Track<TwoStates.Point> dense = Sweeps.track(STATES, 3, "t=30,31,inf");
        List<Row> one = Sweeps.rows(STATES, sparse, Effort.of(64));
        List<Row> all = new ArrayList<>(Sweeps.rows(STATES, dense, Effort.of(64)));
        assertThat(bits(Sweeps.of(all, dense.served().get(1)))).isEqualTo(bits(one));
    }
}
