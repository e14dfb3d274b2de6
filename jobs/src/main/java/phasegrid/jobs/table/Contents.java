package phasegrid.jobs.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import phasegrid.engine.sweep.Address;

/**
 * What a segment holds without its payloads: the addresses of every key, and where rows came from. Written into the
 * segment's own metadata, so that a reader who asks only what is there reads a file's end.
 */
final class Contents {
    private static final int KEY_BYTES = 32;
    private static final int RUN_BYTES = 20;
    private static final int CHECK_BYTES = 8;

    private final AddressIndex rows = new AddressIndex();
    private final Set<Circumstances> origins = new LinkedHashSet<>();

    /** Takes notice of a row. */
    void add(String key, Address address, Circumstances circumstances) {
        rows.at(key).add(address);
        origins.add(circumstances.place());
    }

    /** What is held, by key. */
    AddressIndex rows() {
        return rows;
    }

    long size() {
        return rows.size();
    }

    /** Where rows came from, each once. */
    Set<Circumstances> origins() {
        return origins;
    }

    /** As a line of text with a checksum. */
    String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(origins.size());
            for (Circumstances c : origins) {
                for (String word : List.of(c.host(), c.jdk(), c.commit(), c.classes())) {
                    out.writeUTF(word);
                }
            }
            out.write(keys());
            out.writeLong(check(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write in memory", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Their number, then each with the runs of its addresses. */
    private byte[] keys() {
        long size = (long) rows.keys() * (KEY_BYTES + Integer.BYTES) + (long) rows.runs() * RUN_BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Integer.BYTES + size));
        bytes.putInt(rows.keys());
        rows.inOrder((key, addresses) -> {
            Arrays.stream(key).forEach(bytes::putLong);
            bytes.putInt(addresses.runs());
            addresses.forEachRun(
                    (leg, first, last) -> bytes.putLong(leg).putLong(first).putInt((int) (last - first)));
        });
        return bytes.array();
    }

    private static long check(byte[] bytes, int length) {
        CRC32 check = new CRC32();
        check.update(bytes, 0, length);
        return check.getValue();
    }

    /** What a text says; nothing where it was damaged. */
    static Optional<Contents> parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
            int length = bytes.length - CHECK_BYTES;
            return length < 0 || check(bytes, length) != ByteBuffer.wrap(bytes).getLong(length)
                    ? Optional.empty()
                    : Optional.of(read(bytes, length));
        } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Contents read(byte[] bytes, int length) throws IOException {
        Contents contents = new Contents();
        ByteArrayInputStream all = new ByteArrayInputStream(bytes, 0, length);
        DataInputStream in = new DataInputStream(all);
        for (int i = in.readInt(); i > 0; i--) {
            contents.origins.add(new Circumstances(0, in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF()));
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, length - all.available(), all.available());
        for (int i = rest.getInt(); i > 0; i--) {
            read(rest, contents.rows.at(rest.getLong(), rest.getLong(), rest.getLong(), rest.getLong()));
        }
        return contents;
    }

    private static void read(ByteBuffer in, Addresses into) throws IOException {
        for (int run = in.getInt(); run > 0; run--) {
            long leg = in.getLong();
            long first = in.getLong();
            int more = in.getInt();
            if (more < 0 || first > Long.MAX_VALUE - more) {
                throw new IOException("a run that ends before it begins");
            }
            into.add(leg, first, first + more);
        }
    }
}
