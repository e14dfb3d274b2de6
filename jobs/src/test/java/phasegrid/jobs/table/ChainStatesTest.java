package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.sweep.Address;

class ChainStatesTest {
    private static final Address LEG = new Address(2, 1, 5);
    private static final byte[] STATE = {1, 0, -1, 7};

    @TempDir
    Path folder;

    private ChainStates states;

    @BeforeEach
    void open() {
        states = ChainStates.at(Output.at(folder.toString()));
    }

    private Path file(int copy) {
        return folder.resolve("chains").resolve(Rows.key(1) + "-2-1-5." + copy + ".state");
    }

    @Test
    void aSavedStateIsHeldAndLoaded() {
        assertThat(states.held(Rows.key(1), LEG)).isFalse();
        assertThat(states.load(Rows.key(1), LEG)).isEmpty();
        states.save(Rows.key(1), LEG, STATE);
        assertThat(states.held(Rows.key(1), LEG)).isFalse();
        assertThat(states.refresh().held(Rows.key(1), LEG)).isTrue();
        assertThat(states.held(Rows.key(2), LEG)).isFalse();
        assertThat(states.held(Rows.key(1), new Address(2, 1, 4))).isFalse();
        assertThat(states.load(Rows.key(1), LEG)).contains(STATE);
    }

    @Test
    void anEmptyStateIsAState() {
        states.save(Rows.key(1), LEG, new byte[0]);
        assertThat(states.load(Rows.key(1), LEG)).contains(new byte[0]);
    }

    @Test
    void aCorruptStateCountsAsAbsentUntilItIsSavedAgain() throws IOException {
        states.save(Rows.key(1), LEG, STATE);
        byte[] bytes = Files.readAllBytes(file(0));
        bytes[bytes.length - 1] ^= 1;
        Files.write(file(0), bytes);
        assertThat(states.refresh().held(Rows.key(1), LEG)).isTrue();
        assertThat(states.load(Rows.key(1), LEG)).isEmpty();
        assertThat(states.load(Rows.key(1), LEG)).isEmpty();
        assertThat(states.refresh().held(Rows.key(1), LEG)).isFalse();
        states.save(Rows.key(1), LEG, STATE);
        assertThat(states.refresh().held(Rows.key(1), LEG)).isTrue();
        assertThat(states.load(Rows.key(1), LEG)).contains(STATE);
        assertThat(Files.readAllBytes(file(0))).isEqualTo(bytes);
        assertThat(file(1)).exists();
    }

    @Test
    void anotherLegsStateIsRefused() throws IOException {
        states.save(Rows.key(1), new Address(2, 1, 4), STATE);
        Files.copy(folder.resolve("chains").resolve(Rows.key(1) + "-2-1-4.0.state"), file(0));
        assertThat(states.load(Rows.key(1), LEG)).isEmpty();
        assertThat(states.load(Rows.key(1), new Address(2, 1, 4))).contains(STATE);
    }

    @Test
    void aTornStateIsRefused() throws IOException {
        Files.createDirectories(file(0).getParent());
        Files.write(file(0), new byte[3]);
        assertThat(states.load(Rows.key(1), LEG)).isEmpty();
        assertThat(folder.resolve("quarantine").resolve(file(0).getFileName() + ".corrupt"))
                .exists();
    }
}
