package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sweep of the self-test is one that can be run; the other trials are for a user's cluster. */
final class SelftestTest {
    @TempDir
    private Path folder;

    @Test
    void itsSweepIsGood() {
        Stored sweep = Stored.in(folder, Selftest.sweep());
        assertThat(sweep.does("validate").status()).isZero();
        assertThat(sweep.spec().regions()).hasSize(1);
    }

    /** No such master answers. */
    @Test
    @Tag("slow")
    void itsReferenceRunsHereWhateverASubmitScriptHasSet() throws IOException {
        String site = "spark://127.0.0.1:1";
        System.setProperty("spark.master", site);
        try {
            assertThat(new Selftest(folder, folder.toString(), "local[2]").undisturbed())
                    .isTrue();
            assertThat(System.getProperty("spark.master")).isEqualTo(site);
        } finally {
            System.clearProperty("spark.master");
        }
    }

    /** What fails early in a trial is told, whatever comes after it. */
    @Test
    void anEarlyFailureIsNotForgotten() throws IOException {
        Selftest test = new Selftest(folder, folder.toString(), "local[1]");
        test.begins();
        assertThat(test.run("here", "local[1]", "--time-limit=never")).isEqualTo(2);
        assertThat(test.run("here", "local[1]", "--part=0/1000000", "--time-limit=1s"))
                .isIn(0, 75);
        assertThat(test.failed()).isTrue();
        assertThat(test.said()).contains("--time-limit=never");
        test.begins();
        assertThat(test.failed()).isFalse();
    }
}
