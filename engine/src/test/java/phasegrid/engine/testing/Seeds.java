package phasegrid.engine.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.TestInfo;
import phasegrid.engine.sweep.Keys;

/** Seeds that nobody chose: hashes of names of tests. */
public final class Seeds {
    /** Two-sided |z| of about a hundred checks at a false-alarm rate of 1e-4 together. */
    public static final double ALARM = 4.9;

    private Seeds() {}

    /** The seed of the test called {@code name}. */
    public static long of(String name) {
        String digest = Keys.digest(name.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(HexFormat.of().parseHex(digest)).getLong() >>> 1;
    }

    /** The seed of a test method. */
    public static long of(TestInfo test) {
        return of(test.getTestClass().orElseThrow().getName() + "." + test.getDisplayName());
    }
}
