package phasegrid.jobs;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Bytes that were good once: some are deleted, changed, inserted or repeated. */
public final class Mutants {
    private static final int LONGEST = 20;

    /** One change at a place given as a share of the length. */
    public record Edit(int kind, double place, int length, byte with) {
        byte[] apply(byte[] bytes) {
            int at = (int) (place * bytes.length);
            int to = Math.min(bytes.length, at + length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            switch (kind) {
                case 0 -> {}
                case 1 -> repeat(out, to - at);
                case 2 -> {
                    repeat(out, length);
                    out.write(bytes, at, to - at);
                }
                default -> {
                    out.write(bytes, at, to - at);
                    out.write(bytes, at, to - at);
                }
            }
            out.write(bytes, to, bytes.length - to);
            return out.toByteArray();
        }

        private void repeat(ByteArrayOutputStream out, int times) {
            for (int i = 0; i < times; i++) {
                out.write(with);
            }
        }
    }

    private Mutants() {}

    /** One to four edits with the given bytes. */
    public static Arbitrary<List<Edit>> edits(Arbitrary<Byte> bytes) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.doubles().between(0, true, 1, false),
                        Arbitraries.integers().between(1, LONGEST),
                        bytes)
                .as(Edit::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** {@code bytes} after all edits. */
    public static byte[] apply(byte[] bytes, List<Edit> edits) {
        byte[] mutant = bytes;
        for (Edit edit : edits) {
            mutant = edit.apply(mutant);
        }
        return mutant;
    }
}
