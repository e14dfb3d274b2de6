package phasegrid.engine.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StreamKeyTest {

    /** Lengths written out by hand: 2, "ab", 3, "xyz". */
    @Test
    void hashesLengthPrefixedParts() throws Exception {
        byte[] framed = HexFormat.of().parseHex("0000000000000002" + "6162" + "0000000000000003" + "78797a");
        ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(framed));
        assertThat(StreamKey.of("ab", "xyz")).isEqualTo(new StreamKey(digest.getLong(0), digest.getLong(8)));
    }

    @Test
    void aParentDigestIsAPart() {
        assertThat(StreamKey.of("ab".getBytes(StandardCharsets.UTF_8), "xyz")).isEqualTo(StreamKey.of("ab", "xyz"));
    }

    @Test
    void framingIsUnambiguous() {
        assertThat(StreamKey.of("ab", "c")).isNotEqualTo(StreamKey.of("a", "bc"));
        assertThat(StreamKey.of("ab")).isNotEqualTo(StreamKey.of("ab", ""));
        assertThat(StreamKey.of("a", "b")).isNotEqualTo(StreamKey.of("b", "a"));
    }

    @Test
    void textsAreUtf8() {
        assertThat(StreamKey.of("β"))
                .isEqualTo(StreamKey.of(new String(new byte[] {(byte) 0xce, (byte) 0xb2}, StandardCharsets.UTF_8)));
    }

    @Test
    void neighbouringSeedsShareNothing() {
        StreamKey one = StreamKey.of("seed", "1");
        StreamKey two = StreamKey.of("seed", "2");
        int distance = Long.bitCount(one.high() ^ two.high()) + Long.bitCount(one.low() ^ two.low());
        assertThat(distance).isBetween(32, 96);
    }
}
