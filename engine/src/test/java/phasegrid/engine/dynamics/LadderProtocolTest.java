package phasegrid.engine.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderProtocolTest {
    /** Writes down what is asked of it. */
    private static final class Diary implements Rungs {
        private final List<String> entries = new ArrayList<>();

        @Override
        public int size() {
            return 4;
        }

        @Override
        public void restart(int rung) {
            entries.add("new " + rung);
        }

        @Override
        public void update(int from, int to) {
            entries.add("update " + from + "-" + to);
        }

        @Override
        public void copy(int from, int to) {
            entries.add(from + " to " + to);
        }

        @Override
        public void exchange(int rung) {
            entries.add("exchange " + rung);
        }
    }

    private static List<String> pass(LadderProtocol protocol) {
        Diary diary = new Diary();
        protocol.pass(diary);
        return diary.entries;
    }

    @Test
    void exchangesFollowEachUpdateOfAllRungs() {
        assertThat(pass(new LadderProtocol.Exchange(1)))
                .containsExactly("update 0-4", "exchange 0", "exchange 2", "exchange 1");
        assertThat(pass(new LadderProtocol.Exchange(3))).hasSize(12);
        assertThat(pass(new LadderProtocol.Alone(2))).containsExactly("update 0-4", "update 0-4");
    }

    @Test
    void annealingGoesDownAndHysteresisBack() {
        assertThat(pass(new LadderProtocol.Annealing(1)))
                .containsExactly(
                        "new 0", "update 0-1", "0 to 1", "update 1-2", "1 to 2", "update 2-3", "2 to 3", "update 3-4");
        assertThat(pass(new LadderProtocol.Hysteresis(1)))
                .startsWith("new 0")
                .hasSize(14)
                .endsWith("3 to 2", "update 2-3", "2 to 1", "update 1-2", "1 to 0", "update 0-1");
        assertThat(pass(new LadderProtocol.Annealing(5))).hasSize(24);
    }

    @Test
    void heatingGoesUp() {
        assertThat(pass(new LadderProtocol.Heating(1)))
                .containsExactly(
                        "new 3", "update 3-4", "3 to 2", "update 2-3", "2 to 1", "update 1-2", "1 to 0", "update 0-1");
    }

    @Test
    void aRoundTripGoesFromTheHotEndToTheColdOneAndBack() throws IOException {
        Walkers walkers = new Walkers(3);
        assertThat(walkers.fromHot(2, 7)).isEqualTo(1);
        walkers.begin();
        walkers.exchanged(0, 1L << 7);
        walkers.exchanged(1, 1L << 7);
        assertThat(walkers.fromHot(2, 7)).isZero();
        assertThat(walkers.roundTrips(7)).isZero();
        walkers.begin();
        walkers.exchanged(0, 0);
        walkers.exchanged(1, 1L << 7);
        assertThat(walkers.fromHot(1, 7)).isZero();
        assertThat(walkers.exchangeRate(1, 7)).isEqualTo(1);
        assertThat(walkers.exchangeRate(2, 7)).isEqualTo(1);
        assertThat(walkers.exchangeRate(0, 7)).isZero();
        assertThat(walkers.exchangeRate(1, 8)).isZero();
        Walkers same = copy(walkers);
        same.begin();
        same.exchanged(0, 1L << 7 | 1);
        assertThat(same.roundTrips(7)).isEqualTo(1.0 / 3);
        assertThat(same.roundTrips(0)).isZero();
        assertThat(same.fromHot(0, 7)).isEqualTo(1);
    }

    private static Walkers copy(Walkers walkers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        walkers.save(new DataOutputStream(bytes));
        Walkers copy = new Walkers(3);
        copy.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return copy;
    }

    @Test
    void aRungByItselfHasNoNeighbours() {
        Walkers alone = new Walkers(1);
        alone.begin();
        assertThat(alone.exchangeRate(0, 0)).isZero();
        assertThat(alone.roundTrips(0)).isZero();
    }
}
