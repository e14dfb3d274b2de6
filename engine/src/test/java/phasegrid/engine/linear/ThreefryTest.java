package phasegrid.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreefryTest {

    static Stream<List<Long>> knownAnswers() throws IOException {
        try (InputStream in = ThreefryTest.class.getResourceAsStream("threefry2x64-13.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(ThreefryTest::words).toList().stream();
        }
    }

    private static List<Long> words(String line) {
        return Stream.of(line.trim().split("\\s+"))
                .map(word -> Long.parseUnsignedLong(word, 16))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("knownAnswers")
    void givesTheKnownAnswers(List<Long> row) {
        Threefry threefry = new Threefry(row.get(2), row.get(3));
        threefry.at(row.get(0), row.get(1));
        assertThat(List.of(threefry.first(), threefry.second())).isEqualTo(row.subList(4, 6));
    }

    @Test
    void hasSevenKnownAnswers() throws IOException {
        assertThat(knownAnswers()).hasSize(7);
    }

    @Test
    void blockEqualsSingleCounters() {
        Threefry threefry = new Threefry(0x243f6a8885a308d3L, 0x13198a2e03707344L);
        long[] firsts = new long[256];
        long[] seconds = new long[256];
        threefry.block(5, 1000, firsts, seconds, 256);
        for (int i = 0; i < 256; i++) {
            threefry.at(5, 1000 + i);
            assertThat(new long[] {firsts[i], seconds[i]}).containsExactly(threefry.first(), threefry.second());
        }
    }
}
