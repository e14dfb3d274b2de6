package phasegrid.jobs.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import phasegrid.engine.sweep.Address;

/**
 * What a segment holds without its payloads: the addresses of every key, and where rows came from. Written into the
 * segment's own metadata, so that a reader who asks only what is there reads a file's end.
 */
final class Contents {
    private static final HexFormat HEX = HexFormat.of();
    private static final int KEY_BYTES = 32;
    private static final int CHECK_BYTES = 8;

    private final Map<String, Addresses> rows = new TreeMap<>();
    private final Set<Circumstances> origins = new LinkedHashSet<>();

    /** Takes notice of a row. */
    void add(String key, Address address, Circumstances circumstances) {
        rows.computeIfAbsent(key, k -> new Addresses()).add(address);
        origins.add(circumstances.place());
    }

    /** What is held, by key. */
    Map<String, Addresses> rows() {
        return rows;
    }

    long size() {
        return rows.values().stream().mapToLong(Addresses::size).sum();
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
            out.writeInt(rows.size());
            for (Map.Entry<String, Addresses> row : rows.entrySet()) {
                out.write(HEX.parseHex(row.getKey()));
                write(row.getValue(), out);
            }
            out.writeLong(check(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write in memory", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void write(Addresses addresses, DataOutputStream out) throws IOException {
        List<long[]> runs = new ArrayList<>();
        addresses.forEachRun((leg, first, last) -> runs.add(new long[] {leg, first, last}));
        out.writeInt(runs.size());
        for (long[] run : runs) {
            out.writeLong(run[0]);
            out.writeLong(run[1]);
            out.writeInt((int) (run[2] - run[1]));
        }
    }

    private static long check(byte[] bytes, int length) {
        CRC32 check = new CRC32();
        check.update(bytes, 0, length);
        return check.getValue();
    }

    /** What a text says; nothing where it was damaged. */
    static Optional<Contents> parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            int length = bytes.length - CHECK_BYTES;
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                return length < 0 || check(bytes, length) != number(bytes, length)
                        ? Optional.empty()
                        : Optional.of(read(in));
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long number(byte[] bytes, int at) throws IOException {
        byte[] last = Arrays.copyOfRange(bytes, at, at + CHECK_BYTES);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(last))) {
            return in.readLong();
        }
    }

    private static Contents read(DataInputStream in) throws IOException {
        Contents contents = new Contents();
        for (int i = in.readInt(); i > 0; i--) {
            contents.origins.add(new Circumstances(0, in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF()));
        }
        for (int i = in.readInt(); i > 0; i--) {
            String key = HEX.formatHex(in.readNBytes(KEY_BYTES));
            Addresses addresses = new Addresses();
            for (int run = in.readInt(); run > 0; run--) {
                long leg = in.readLong();
                long first = in.readLong();
                int more = in.readInt();
                if (more < 0 || first > Long.MAX_VALUE - more) {
                    throw new IOException("a run that ends before it begins");
                }
                addresses.add(leg, first, first + more);
            }
            contents.rows.put(key, addresses);
        }
        return contents;
    }
}
