package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sweep of the self-test is one that can be run; the trials themselves start Spark, and are for a user's cluster. */
final class SelftestTest {
    @TempDir
    private Path folder;

    @Test
    void itsSweepIsGood() {
        Stored sweep = Stored.in(folder, Selftest.sweep());
        assertThat(sweep.does("validate").status()).isZero();
        assertThat(sweep.spec().regions()).hasSize(1);
    }
}
