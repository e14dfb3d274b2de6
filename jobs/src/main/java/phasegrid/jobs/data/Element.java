package phasegrid.jobs.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ToDoubleFunction;

/** A type of binary numbers. */
enum Element {
    UNSIGNED_BYTE(1, b -> b.get() & 0xff),
    BYTE(1, ByteBuffer::get),
    UNSIGNED_SHORT(2, b -> b.getShort() & 0xffff),
    SHORT(2, ByteBuffer::getShort),
    UNSIGNED_INT(4, b -> b.getInt() & 0xffffffffL),
    INT(4, ByteBuffer::getInt),
    LONG(8, ByteBuffer::getLong),
    FLOAT(4, ByteBuffer::getFloat),
    DOUBLE(8, ByteBuffer::getDouble);

    private final int bytes;
    private final ToDoubleFunction<ByteBuffer> number;

    Element(int bytes, ToDoubleFunction<ByteBuffer> number) {
        this.bytes = bytes;
        this.number = number;
    }

    /** Reads all of a file that is such numbers, {@code rows} times what a row of {@code table} has, and nothing after. */
    Table read(String name, InputStream in, ByteOrder order, long rows, Table table) throws IOException {
        table.of(rows);
        byte[] row = new byte[Math.multiplyExact(bytes, table.columns())];
        double[] values = new double[table.columns()];
        for (long i = 0; i < rows; i++) {
            int got = in.readNBytes(row, 0, row.length);
            if (got < row.length) {
                throw new EOFException(
                        "it ends in row " + (i + 1) + " of " + rows + ": the file is cut short; copy it again");
            }
            ByteBuffer buffer = ByteBuffer.wrap(row).order(order);
            for (int c = 0; c < values.length; c++) {
                values[c] = number.applyAsDouble(buffer);
            }
            table.add(values);
        }
        if (in.read() >= 0) {
            throw DataProblem.of(name, "it goes on after its " + rows + " rows; its header is wrong");
        }
        return table;
    }
}
