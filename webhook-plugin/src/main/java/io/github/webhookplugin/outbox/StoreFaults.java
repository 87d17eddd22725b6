package io.github.webhookplugin.outbox;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

/**
 * What an operator can do about a database that fails, by SQLite's result codes (sqlite.org/rescode.html) and
 * PostgreSQL's SQLSTATE (its manual, appendix A).
 */
final class StoreFaults {
  private static final String OTHER = "see the cause in the log";

  private StoreFaults() {}

  /** A sentence without its full stop. */
  static String advice(SqlDialect dialect, Throwable failure) {
    if (!(failure instanceof SQLException fault)) {
      return OTHER;
    }
    return dialect == SqlDialect.SQLITE
        ? ofSqlite(fault.getErrorCode())
        : ofPostgresql(String.valueOf(fault.getSQLState()));
  }

  /**
   * Whether a commit that failed this way may have taken place all the same: PostgreSQL did not answer, or SQLite wrote
   * everything and only its sync failed.
   */
  static boolean undecided(SqlDialect dialect, Throwable failure) {
    if (!(failure instanceof SQLException fault)) {
      return true;
    }
    if (dialect == SqlDialect.SQLITE) {
      // the driver may be the host's, whose classes are not ours
      return String.valueOf(fault.getMessage()).contains("SQLITE_IOERR_FSYNC");
    }
    String state = String.valueOf(fault.getSQLState());
    return state.equals("null") || state.startsWith("08") || state.startsWith("57P");
  }

  /** What went wrong with a batch, without the driver's words about it: they repeat its values, which are events. */
  static SQLException withoutValues(SQLException failure) {
    return failure instanceof BatchUpdateException
            && failure.getCause() instanceof SQLException fault
        ? fault
        : failure;
  }

  private static String ofSqlite(int code) {
    return switch (code) {
      case 5, 6 ->
        "another program, or a transaction of the host that has not ended, writes to the file: end it; while the"
            + " host has one open, publish in it";
      case 8 ->
        "the file is read-only for this process: give it the right to write to the file, to those beside it"
            + " (-wal, -shm) and to their folder";
      case 10 -> "the disk is full or failed: check its free space and the system's log";
      case 11 ->
        "the file is damaged: stop the host and restore the file from a backup, or save what can be read with"
            + " the .recover command of sqlite3";
      case 13 -> "the disk is full: free some space";
      case 14 ->
        "the file cannot be opened: check that its folder exists and that this process may write there";
      case 26 ->
        "the file is no SQLite database, or its start is damaged: restore it from a backup, or move it away"
            + " to start with an empty one";
      default -> OTHER;
    };
  }

  private static String ofPostgresql(String state) {
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08" ->
        "the server cannot be reached or the connection broke: check that it runs, and what lies between";
      case "28" -> "the server refuses the user or the password: check the JDBC URL";
      case "3D" -> "there is no such database: create it, or check the JDBC URL";
      case "42" ->
        "the user may lack a right: it must be allowed to make and use tables in its schema";
      case "25" ->
        "the server takes no writes, perhaps because it is a standby: use the address of the primary, or"
            + " look what stopped the transaction";
      case "53" -> "the server is out of disk, memory or connections: see its log";
      case "57" -> "the server is starting or stopping, or somebody ended the connection";
      case "58", "XX" -> "the server has trouble with its files: see its log";
      default -> OTHER;
    };
  }
}
