package phasegrid.engine.random;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The 128-bit key of a family of random streams.
 *
 * <p>The first 128 bits of SHA-256 over a sequence of byte strings, each preceded by its length (8 bytes, big-endian), so
 * that no two sequences share their bytes. Texts enter as UTF-8. Keys are hashed, never added: neighbouring seeds have
 * nothing in common.
 *
 * @param high the first 8 bytes of the digest, big-endian
 * @param low the next 8 bytes
 */
public record StreamKey(long high, long low) {

    /** The key of a sequence of texts, for instance a canonical point and a purpose. */
    public static StreamKey of(String... parts) {
        byte[][] encoded = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            encoded[i] = parts[i].getBytes(StandardCharsets.UTF_8);
        }
        return hash(encoded);
    }

    /** The key for one purpose under a parent's digest. */
    public static StreamKey of(byte[] parent, String purpose) {
        return hash(parent, purpose.getBytes(StandardCharsets.UTF_8));
    }

    private static StreamKey hash(byte[]... parts) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            framed.writeBytes(
                    ByteBuffer.allocate(Long.BYTES).putLong(part.length).array());
            framed.writeBytes(part);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(framed.toByteArray()));
        return new StreamKey(digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot hash a stream key: this JDK has no SHA-256; use a complete JDK", e);
        }
    }
}
